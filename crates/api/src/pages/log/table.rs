//! The entries of a log as a table, and the way to its other pages.

use super::super::words::Words;
use super::change::change;
use super::words::{LogWords, kind_name};
use crate::audit::Names;
use crate::web::query::following;
use blis_domain::audit::actions::{action_name, outcome_name};
use blis_domain::locale;
use blis_domain::person::PersonId;
use blis_domain::text::Language;
use blis_domain::wire::AuditEntryView;
use maud::{Markup, html};
use url::form_urlencoded;

/// The entries, as somebody reads them. With `search`, the address of a search, whoever did something leads to all
/// that they did.
pub(super) fn entries(
    language: Language,
    entries: &[AuditEntryView],
    (me, names): (&PersonId, &Names),
    title: &str,
    search: Option<&str>,
) -> Markup {
    let words = &Words::of(language).log;
    if entries.is_empty() {
        return html! { p.notice { (words.nothing) } };
    }
    html! {
        section {
            div.table-frame.log role="region" tabindex="0" aria-label=(title) {
                table {
                    thead { tr { @for head in words.columns { th scope="col" { (head) } } } }
                    tbody { @for entry in entries { (row(language, words, entry, (me, names), search)) } }
                }
            }
        }
    }
}

fn row(
    language: Language,
    words: &LogWords,
    entry: &AuditEntryView,
    (me, names): (&PersonId, &Names),
    search: Option<&str>,
) -> Markup {
    let action = action_name(language, &entry.action).unwrap_or(&entry.action);
    let outcome = outcome_name(language, &entry.outcome).unwrap_or(&entry.outcome);
    html! {
        tr {
            td { span.numeric { time datetime=(entry.at) { (locale::to_second(&entry.at)) } } }
            td { (who(language, words, entry, (me, names), search)) }
            td { (action) }
            td { (to_what(language, words, entry, (me, names))) }
            td { (outcome) }
            td { (entry.address.as_deref().unwrap_or_default()) }
            td {
                @if entry.before.is_some() || entry.after.is_some() {
                    details {
                        summary { (words.details) }
                        (change(language, words, entry.before.as_ref(), entry.after.as_ref()))
                    }
                }
            }
        }
    }
}

fn who(
    language: Language,
    words: &LogWords,
    entry: &AuditEntryView,
    (me, names): (&PersonId, &Names),
    search: Option<&str>,
) -> Markup {
    let id = entry.actor.as_deref().unwrap_or_default();
    let (name, asked) = match entry.actor_kind.as_str() {
        "person" if id == me.as_str() => (words.yourself.to_owned(), id.to_owned()),
        "person" => (names.called(id).to_owned(), id.to_owned()),
        "client" => (
            format!("{} {id}", kind_name(language, "client")),
            format!("client:{id}"),
        ),
        "command" => (words.command.to_owned(), "command".to_owned()),
        _ => (words.nobody.to_owned(), "nobody".to_owned()),
    };
    match search {
        Some(path) => {
            let asked: String = form_urlencoded::byte_serialize(asked.as_bytes()).collect();
            html! { a href=(format!("{path}?lang={language}&actor={asked}")) { (name) } }
        }
        None => html! { (name) },
    }
}

fn to_what(
    language: Language,
    words: &LogWords,
    entry: &AuditEntryView,
    (me, names): (&PersonId, &Names),
) -> Markup {
    let kind = kind_name(language, &entry.target_kind);
    match entry.target.as_deref() {
        Some(id) if entry.target_kind == "person" && id == me.as_str() => html! { (words.yourself) },
        Some(id) if entry.target_kind == "person" => html! { (kind) " " (names.called(id)) },
        Some(id) => html! { (kind) " " (id) },
        None => html! { (kind) },
    }
}

/// The way to the other pages of a list.
pub(super) struct Turning<'a> {
    /// The address of the page.
    pub(super) path: &'a str,
    /// What it was asked.
    pub(super) query: &'a str,
    /// The cursor of the page that is newer, where there is one; the newest has none.
    pub(super) newer: Option<Option<String>>,
    /// The cursor of the page that is older, where there is one.
    pub(super) older: Option<String>,
}

impl Turning<'_> {
    /// The links.
    pub(super) fn links(&self, language: Language) -> Markup {
        let words = &Words::of(language).log;
        html! {
            @if self.newer.is_some() || self.older.is_some() {
                nav.turning aria-label=(words.turning) {
                    @if let Some(cursor) = &self.newer {
                        a rel="prev" href=(self.to(cursor.as_deref())) { (words.newer) }
                    }
                    @if let Some(cursor) = &self.older {
                        a rel="next" href=(self.to(Some(cursor))) { (words.older) }
                    }
                }
            }
        }
    }

    fn to(&self, cursor: Option<&str>) -> String {
        following(self.path, self.query, cursor.unwrap_or_default())
    }
}
