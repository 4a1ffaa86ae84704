//! What an entry changed, as a list of fields: what was there before, and what after.

use super::codes::value_name;
use super::words::{LogWords, field_name};
use blis_domain::text::Language;
use maud::{Markup, html};
use serde_json::{Map, Value};

/// The list; nothing where the entry tells of no change.
pub(super) fn change(
    language: Language,
    words: &LogWords,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Markup {
    html! {
        dl {
            @for (field, [before, after]) in fields(before, after) {
                dt { (if field.is_empty() { words.value } else { field_name(language, field) }) }
                dd {
                    @match (before, after) {
                        (Some(before), Some(after)) if before == after => (plain(language, words, field, before)),
                        (Some(before), Some(after)) => {
                            del { (plain(language, words, field, before)) }
                            " → "
                            ins { (plain(language, words, field, after)) }
                        }
                        (Some(before), None) => del { (plain(language, words, field, before)) },
                        (None, Some(after)) => (plain(language, words, field, after)),
                        (None, None) => {},
                    }
                }
            }
        }
    }
}

type Sides<'a> = [Option<&'a Value>; 2];

/// The fields of both, in the order of the first. What is no document is a field without a name.
fn fields<'a>(before: Option<&'a Value>, after: Option<&'a Value>) -> Vec<(&'a str, Sides<'a>)> {
    let members = |side: Option<&'a Value>| side.and_then(Value::as_object);
    let of = |side: Option<&'a Map<String, Value>>, field: &str| side.and_then(|side| side.get(field));
    let (was, is) = (members(before), members(after));
    if was.is_none() && is.is_none() {
        return vec![("", [before, after])];
    }
    let names = was.into_iter().flat_map(Map::keys);
    let more = is.into_iter().flat_map(Map::keys);
    let more = more.filter(|name| of(was, name).is_none());
    names
        .chain(more)
        .map(|name| (name.as_str(), [of(was, name), of(is, name)]))
        .collect()
}

/// The value of a field in words: a list with commas, a document as its fields.
fn plain(language: Language, words: &LogWords, field: &str, value: &Value) -> String {
    match value {
        Value::Null => words.none.to_owned(),
        Value::Bool(true) => words.yes.to_owned(),
        Value::Bool(false) => words.no.to_owned(),
        Value::String(text) if text.is_empty() => words.none.to_owned(),
        Value::String(text) => value_name(language, words, field, text),
        Value::Number(number) => number.to_string(),
        Value::Array(values) if values.is_empty() => words.none.to_owned(),
        Value::Array(values) => listed(values.iter().map(|one| plain(language, words, field, one))),
        Value::Object(fields) => listed(fields.iter().map(|(name, value)| {
            format!(
                "{}: {}",
                field_name(language, name),
                plain(language, words, name, value)
            )
        })),
    }
}

fn listed(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::words::{EN, LV};
    use super::*;
    use blis_store::SessionEnd;
    use serde_json::json;

    #[test]
    fn a_change_is_told_field_by_field() {
        let before = json!({"name": "Anna", "state": "active", "scopes": ["a", "b"]});
        let after = json!({"name": "Anna B", "state": "active", "suspended": false});
        let told = change(Language::En, &EN, Some(&before), Some(&after)).into_string();
        for part in [
            "<dt>name</dt><dd><del>Anna</del> → <ins>Anna B</ins></dd>",
            "<dt>state</dt><dd>active</dd>",
            "<del>a, b</del>",
            "<dt>suspended</dt><dd>no</dd>",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        let after = json!({"way": "external", "role": "steward", "because": "signed_out", "state": "lost"});
        let told = change(Language::Lv, &LV, None, Some(&after)).into_string();
        for part in [
            "<dd>ar citu pakalpojumu</dd>",
            "<dd>izrakstījās</dd>",
            "<dd>lost</dd>",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(
            !told.contains("steward"),
            "a code stands in the place of its words: {told}"
        );
        let reasons: Vec<&str> = EN.reasons.iter().map(|(code, _)| *code).collect();
        for end in SessionEnd::ALL {
            assert!(reasons.contains(&end.code()), "{} has no words", end.code());
        }
        let odd = change(Language::En, &EN, None, Some(&json!("<b>"))).into_string();
        assert!(odd.contains("<dd>&lt;b&gt;</dd>"), "{odd}");
    }
}
