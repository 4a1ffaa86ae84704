//! What a sheet said before: who changed what, and when.

use super::field::{FIELDS, Kind, plain};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::state::language::{use_language, use_sheet, use_texts};
use blis_domain::locale::to_minute;
use blis_domain::sheet::{FieldChange, field_name};
use blis_domain::wire::SheetVersionView;
use leptos::prelude::*;
use serde_json::Value;

/// The versions of a sheet, newest first.
#[component]
pub(super) fn History(
    /// All of them.
    versions: Vec<SheetVersionView>,
) -> impl IntoView {
    let words = use_sheet();
    view! {
        <section>
            <h2>{words.history}</h2>
            <ol class="versions" reversed>
                {versions.into_iter().map(version).collect_view()}
            </ol>
        </section>
    }
}

fn version(version: SheetVersionView) -> impl IntoView {
    let words = use_sheet();
    // An id tells nobody who a person is whose name may not be seen.
    let id = match version.actor_kind.as_deref() {
        Some("person") => Some(words.steward.to_owned()),
        _ => version.actor,
    };
    let who = version.actor_name.or(id).map(|who| format!(", {who}"));
    let kept_out = (!version.adopted).then(|| view! { " " <strong>{words.not_adopted}</strong> });
    // Of the first all is new, and reads as the sheet does.
    let is_first = version.changes.iter().all(|change| change.before.is_null()) && version.number == 1;
    let changes = (!is_first && !version.changes.is_empty()).then(|| {
        let label = format!("{} {}", words.history, version.number);
        let rows = version.changes.into_iter().map(row).collect_view();
        view! { <TableFrame label heads=heads(words.columns.map(Head::Text))>{rows}</TableFrame> }
    });
    view! {
        <li value=version.number.to_string()>
            <p>
                {to_minute(&version.at)} " UTC · " {(words.cause)(version.cause)} {who} "." {kept_out}
            </p>
            {changes}
        </li>
    }
}

fn row(change: FieldChange) -> impl IntoView {
    let language = use_language();
    let name = field_name(language, &change.field).map_or(change.field.clone(), str::to_owned);
    let kind = FIELDS
        .iter()
        .find(|(field, _)| *field == change.field)
        .map(|(_, kind)| *kind);
    let said = |value: &Value| match (kind, plain(language, value)) {
        (Some(Kind::Choice(choice)), code) if !value.is_null() => {
            let all = choice.all(use_texts(), use_sheet());
            let word = all.into_iter().find(|(one, _)| *one == code);
            word.map_or(code, |(_, word)| word.to_owned())
        }
        (_, text) => text,
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="told">{said(&change.before)}</td>
            <td class="told">{said(&change.after)}</td>
        </tr>
    }
}
