//! What stands on the page of an account.

use super::Told;
use crate::pages::words::Words;
use crate::pages::{device, moment};
use blis_domain::area::Area;
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
                p.notice { (words.second_factor_needed) }
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
                @if me.standing.may(Action::ReadAudit) {
                    li { a href=(to("/admin/audit")) { (words.log.audit) } }
                }
            }
        }
        @if me.standing.may(Action::ManageClients) {
            section {
                h2 { (words.clients.title) }
                ul.plain { li { a href=(to("/admin/clients")) { (words.clients.manage) } } }
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
            h2 { (words.change_password) }
            form.form method="post" action=(to("/account/password")) {
                @match told {
                    Told::Refused(reason) => p.form-refused role="alert" id="refused" { (reason) },
                    Told::Changed => p.notice role="status" { (words.password_changed) },
                    Told::Nothing => {},
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
