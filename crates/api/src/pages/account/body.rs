//! What stands on the page of an account.

use super::Told;
use crate::pages::words::Words;
use crate::pages::{codes, confirm, device, moment};
use blis_domain::area::Area;
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
    letters_lie: bool,
    told: &Told<'_>,
) -> Markup {
    let words = Words::of(language);
    let token = html! { input type="hidden" name="csrf" value=(me.csrf); };
    let to = |path: &str| format!("{path}?lang={language}");
    html! {
        p.subtitle {
            @if let Some(name) = &me.person.name { (name.as_str()) " · " }
            (me.person.email.as_str())
        }
        form.form method="post" action=(to("/sign-out")) {
            (token)
            button.button type="submit" { (words.sign_out) }
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
            @if me.standing.lacks_second_factor() {
                @if me.has_second_factor {
                    p.notice { a href=(confirm::address(language, "/account")) { (words.codes.confirm_first) } }
                } @else {
                    p.notice { a href=(to(codes::PATH)) { (words.second_factor_needed) } }
                }
            }
            h3.label { (words.may) }
            ul.plain {
                @for action in me.standing.actions() {
                    li { (sentence(language, action)) }
                }
            }
        }
        section {
            h2 { (words.log.heading) }
            ul.plain {
                li { a href=(to("/account/log")) { (words.log.mine) } }
                li { a href=(to("/account/export")) { (words.export) } }
                @if me.standing.may(Action::ReadAudit) {
                    li { a href=(to("/admin/audit")) { (words.log.audit) } }
                }
            }
        }
        @let leads = [
            (Action::ReadPeople, "/admin/users", words.people.heading),
            (Action::ManageNetwork, "/admin/networks", words.networks.heading),
            (Action::ManageClients, "/admin/clients", words.clients.title),
        ];
        @let outbox = letters_lie.then_some((Action::ReadOutbox, "/outbox", words.outbox));
        @let leads: Vec<_> =
            leads.into_iter().chain(outbox).filter(|(action, _, _)| me.standing.may(*action)).collect();
        @if !leads.is_empty() {
            section {
                h2 { (words.people.administering) }
                ul.plain {
                    @for (_, path, name) in leads { li { a href=(to(path)) { (name) } } }
                }
            }
        }
        section {
            h2 { (words.sessions) }
            div.table-frame role="region" tabindex="0" aria-label=(words.sessions) {
                table {
                    thead { tr { @for head in words.session_columns { th scope="col" { (head) } } } }
                    tbody {
                        @for session in sessions {
                            tr {
                                td title=(session.device) { (device::name(&session.device)) }
                                td { (session.address) }
                                td { (moment::to_minute(&session.created_at)) }
                                td { (moment::to_minute(&session.last_seen_at)) }
                                td {
                                    @if session.id == me.session {
                                        (words.this_session)
                                    } @else {
                                        form method="post" action=(to("/account/sessions")) {
                                            (token)
                                            input type="hidden" name="id" value=(session.id);
                                            button.button type="submit" { (words.end_session) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { (words.about) }
            form.form method="post" action=(to("/account/about")) {
                @match told {
                    Told::AboutRefused(reason) => p.form-refused role="alert" { (reason) },
                    Told::AboutChanged => p.notice role="status" { (words.about_changed) },
                    _ => {},
                }
                (token)
                label {
                    span.label { (words.name) }
                    input.field type="text" name="name" value=[me.person.name.as_ref().map(|name| name.as_str())]
                        autocomplete="name" maxlength=(PersonName::LONGEST);
                }
                label {
                    span.label { (words.language_of_letters) }
                    select.field name="language" {
                        @for one in Language::ALL {
                            option value=(one.tag()) lang=(one.tag()) selected[one == me.person.language] {
                                (Words::of(one).own_language)
                            }
                        }
                    }
                }
                button.button type="submit" { (words.save) }
            }
        }
        section {
            h2 { (words.codes.heading) }
            p { a href=(to(codes::PATH)) { (words.codes.account_link) } }
        }
        section {
            h2 { (words.change_password) }
            form.form method="post" action=(to("/account/password")) {
                @match told {
                    Told::PasswordRefused(reason) => p.form-refused role="alert" { (reason) },
                    Told::PasswordChanged => p.notice role="status" { (words.password_changed) },
                    _ => {},
                }
                (token)
                // Tells the browser's own keeper of passwords whose this one is.
                input hidden type="email" name="username" value=(me.person.email.as_str()) autocomplete="username";
                label {
                    span.label { (words.current_password) }
                    input.field type="password" name="current" autocomplete="current-password" required;
                }
                label {
                    span.label { (words.new_password) }
                    input.field type="password" name="new" autocomplete="new-password" minlength="12" required
                        aria-describedby="password-rules";
                }
                p.quiet id="password-rules" { (words.password_rules) }
                button.button.button-strong type="submit" { (words.change_password) }
            }
        }
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
    let words = action_sentence(language, action);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
