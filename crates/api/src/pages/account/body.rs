//! What stands on the page of an account.

use super::{Done, PATH, Told};
use crate::pages::fields::{Field, Refused, Select};
use crate::pages::words::Words;
use crate::pages::{codes, confirm, device, fields};
use blis_domain::area::Area;
use blis_domain::locale;
use blis_domain::person::PersonName;
use blis_domain::rights::{Action, Grant, Within, action_sentence, role_name};
use blis_domain::text::Language;
use blis_store::{SessionListed, SignedIn};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn body(
    language: Language,
    me: &SignedIn,
    sessions: &[SessionListed],
    areas: &Arc<Vec<Area>>,
    (letters_lie, identities): (bool, &Markup),
    told: &Told<'_>,
) -> Markup {
    let words = Words::of(language);
    let to = |path: &str| format!("{path}?lang={language}");
    html! {
        p.subtitle {
            @if let Some(name) = &me.person.name { (name.as_str()) " · " }
            (me.person.email.as_str())
        }
        (fields::button(&to("/sign-out"), &me.csrf, &[], words.sign_out))
        @if me.standing.lacks_second_factor() {
            @if me.has_second_factor {
                p.notice { a href=(confirm::address(language, PATH)) { (words.codes.confirm_first) } }
            } @else {
                p.notice { a href=(to(codes::PATH)) { (words.second_factor_needed) } }
            }
        }
        (leads(language, me, letters_lie))
        section id=(Done::About.section()) {
            h2 { (words.about) }
            (fields::form(&to("/account/about"), &me.csrf, &about(language, me, told)))
        }
        section id=(Done::Password.section()) {
            h2 { (words.change_password) }
            (fields::form(&to("/account/password"), &me.csrf, &password(language, me, told)))
        }
        section {
            h2 { (words.codes.heading) }
            p { a href=(to(codes::PATH)) { (words.codes.account_link) } }
        }
        (self::sessions(language, me, sessions, told))
        (identities)
        section {
            h2 { (words.own_data) }
            ul.plain {
                li { a href=(to("/account/log")) { (words.log.mine) } }
                li { a href=(to("/account/export")) { (words.export) } }
            }
        }
        section {
            h2 { (words.roles) }
            @if me.standing.given().is_empty() {
                p { (words.no_roles) }
            } @else {
                ul.plain {
                    @for grant in me.standing.given() {
                        li { (role_name(language, grant.role)) (place(language, grant, areas)) }
                    }
                }
            }
            h3.label { (words.may) }
            ul.plain {
                @for action in me.standing.actions() {
                    li { (sentence(language, action)) }
                }
            }
        }
    }
}

/// What is said of a form that did what it says.
fn said(told: &Told<'_>, done: Done, words: &str) -> Markup {
    html! {
        @if matches!(told, Told::Done(what) if *what == done) { p.notice role="status" { (words) } }
    }
}

/// The way to what one looks after, where there is anything.
fn leads(language: Language, me: &SignedIn, letters_lie: bool) -> Markup {
    let words = Words::of(language);
    let lead = |action: Action| match action {
        Action::PreviewFigures => Some(("/preview", words.preview)),
        Action::ManageReleases => Some(("/releases", words.releases)),
        Action::ReadOverdue => Some(("/calendar/overdue", words.overdue)),
        Action::DecideHeld => Some(("/held", words.held)),
        Action::ReadReceipts => Some(("/feeds", words.feeds)),
        Action::ReadPeople => Some(("/admin/users", words.people.heading)),
        Action::ManageNetwork => Some(("/admin/networks", words.networks.heading)),
        Action::ManageClients => Some(("/admin/clients", words.clients.title)),
        Action::ReadAudit => Some(("/admin/audit", words.log.audit)),
        Action::ReadOutbox if letters_lie => Some(("/outbox", words.outbox)),
        _ => None,
    };
    let leads: Vec<_> = Action::ADMINISTRATION
        .into_iter()
        .chain([Action::ReadOutbox])
        .filter(|action| me.standing.may(*action))
        .filter_map(lead)
        .collect();
    html! {
        @if !leads.is_empty() {
            // The menu of the other pages leads here by this name.
            section id="administration" {
                h2 { (words.people.administering) }
                ul.plain {
                    @for (path, name) in leads { li { a href=(format!("{path}?lang={language}")) { (name) } } }
                }
            }
        }
    }
}

/// Where somebody is signed in.
fn sessions(language: Language, me: &SignedIn, sessions: &[SessionListed], told: &Told<'_>) -> Markup {
    let words = Words::of(language);
    let end = format!("/account/sessions?lang={language}");
    html! {
        section id=(Done::Session.section()) {
            h2 { (words.sessions) }
            (said(told, Done::Session, words.session_ended))
            div.table-frame role="region" tabindex="0" aria-label=(words.sessions) {
                table {
                    thead { tr { @for head in words.session_columns { th scope="col" { (head) } } } }
                    tbody {
                        @for session in sessions {
                            tr {
                                td title=(session.device) { (device::name(&session.device)) }
                                td { (session.address) }
                                td { (locale::to_minute(&session.created_at)) }
                                td { (locale::to_minute(&session.last_seen_at)) }
                                td {
                                    @if session.id == me.session {
                                        (words.this_session)
                                    } @else {
                                        (fields::button_for(
                                            &end, &me.csrf, &[("id", &session.id)], words.end_session,
                                            &format!("{}: {}", words.end_session, device::name(&session.device)),
                                        ))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What stands in the form of name and language.
fn about(language: Language, me: &SignedIn, told: &Told<'_>) -> Markup {
    let words = Words::of(language);
    let kept = me.person.name.as_ref().map_or("", PersonName::as_str);
    let (problem, (typed, chosen)) = match told {
        Told::AboutRefused(problem, typed) => (Some(*problem), *typed),
        _ => (None, (kept, me.person.language)),
    };
    let refused = Refused::of(language, problem);
    let name = Field {
        name: "name",
        label: words.name,
        autocomplete: "name",
        value: typed,
        required: false,
        longest: Some(PersonName::LONGEST),
        ..Field::default()
    };
    html! {
        (refused.summary(&[]))
        (said(told, Done::About, words.about_changed))
        (refused.field(&name))
        (refused.select(&Select::of_languages(words.language_of_letters, chosen.tag())))
        button.button type="submit" { (words.save) }
    }
}

/// What stands in the form of the password.
fn password(language: Language, me: &SignedIn, told: &Told<'_>) -> Markup {
    let words = Words::of(language);
    let problem = match told {
        Told::PasswordRefused(problem) => Some(*problem),
        _ => None,
    };
    let refused = Refused::of(language, problem);
    let current = Field {
        name: "current",
        label: words.current_password,
        kind: "password",
        autocomplete: "current-password",
        ..Field::default()
    };
    let new = Field {
        name: "new",
        label: words.new_password,
        kind: "password",
        autocomplete: "new-password",
        hint: Some(words.password_rules),
        ..Field::default()
    };
    html! {
        (refused.summary(&[]))
        (said(told, Done::Password, words.password_changed))
        // Tells the browser's own keeper of passwords whose this one is.
        input hidden type="email" name="username" value=(me.person.email.as_str()) autocomplete="username";
        (refused.field(&current))
        (refused.field(&new))
        button.button.button-strong type="submit" { (words.change_password) }
    }
}

/// Where a role holds, after its name.
fn place(language: Language, grant: &Grant, areas: &[Area]) -> String {
    match &grant.within {
        Within::Municipality(code) => {
            let area = areas.iter().find(|area| area.code == *code);
            let name = area.map_or(code.as_str(), |area| area.name.get(language));
            format!(": {name}")
        }
        Within::Network(code) => format!(": {code}"),
        Within::Feed(feed) => format!(": {feed}"),
        Within::Everywhere => String::new(),
    }
}

/// What an action lets one do, as a line of its own.
fn sentence(language: Language, action: Action) -> String {
    locale::capitalised(action_sentence(language, action))
}
