//! The fields of a sheet: how each is written, and read back.

use crate::i18n::{Sheet, Texts};
use blis_domain::indicator::{Dimension, Direction, Gate, PolicyArea};
use blis_domain::locale::exact;
use blis_domain::period::Frequency;
use blis_domain::text::Language;
use serde_json::{Number, Value};

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text on one line.
    Line,
    /// Text of several lines.
    Text,
    /// A number; empty for none.
    Number,
    /// A whole number that is not below zero; empty for none.
    Whole,
    /// The same, which is never empty.
    Digits,
    /// One of a list.
    Choice(Choice),
    /// A code or a formula; empty for none.
    Optional,
    /// Codes with semicolons between: a breakdown has a comma in it.
    Codes,
}

/// What is chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    PolicyArea,
    Dimension,
    Direction,
    Frequency,
    Gate,
    YesOrNo,
}

/// The fields in the order in which they are read, by their names in the history. Its code is for good.
pub(super) const FIELDS: [(&str, Kind); 25] = [
    ("name.lv", Kind::Line),
    ("name.en", Kind::Line),
    ("definition.lv", Kind::Text),
    ("definition.en", Kind::Text),
    ("reading.lv", Kind::Text),
    ("reading.en", Kind::Text),
    ("source.lv", Kind::Line),
    ("source.en", Kind::Line),
    ("policy_area", Kind::Choice(Choice::PolicyArea)),
    ("dimension", Kind::Choice(Choice::Dimension)),
    ("direction", Kind::Choice(Choice::Direction)),
    ("frequency", Kind::Choice(Choice::Frequency)),
    ("unit", Kind::Line),
    ("decimals", Kind::Digits),
    ("min", Kind::Number),
    ("max", Kind::Number),
    ("formula", Kind::Optional),
    ("partners", Kind::Codes),
    ("gate", Kind::Choice(Choice::Gate)),
    ("expected_days", Kind::Whole),
    ("min_count", Kind::Whole),
    ("count_of", Kind::Optional),
    ("breakdowns", Kind::Codes),
    ("age_groups", Kind::Codes),
    ("parts_add_up", Kind::Choice(Choice::YesOrNo)),
];

impl Choice {
    /// The codes with their words.
    pub(super) fn all(self, texts: &Texts, sheet: &Sheet) -> Vec<(&'static str, &'static str)> {
        let words = &texts.words;
        match self {
            Choice::PolicyArea => of(PolicyArea::ALL, PolicyArea::code, words.policy_area),
            Choice::Dimension => of(Dimension::ALL, Dimension::code, words.dimension),
            Choice::Direction => of(Direction::ALL, Direction::code, words.direction),
            Choice::Frequency => of(Frequency::ALL, Frequency::code, words.frequency),
            Choice::Gate => of(Gate::ALL, Gate::code, sheet.gate),
            Choice::YesOrNo => {
                let [yes, no] = sheet.yes_or_no;
                vec![("true", yes), ("false", no)]
            }
        }
    }
}

fn of<T: Copy>(
    all: &[T],
    code: fn(T) -> &'static str,
    word: fn(T) -> &'static str,
) -> Vec<(&'static str, &'static str)> {
    all.iter().map(|one| (code(*one), word(*one))).collect()
}

/// Where a field stands in the JSON of a sheet.
pub(super) fn pointer(field: &str) -> String {
    format!("/{}", field.replace('.', "/"))
}

/// What a sheet says in a field, as it is written there.
pub(super) fn written(language: Language, sheet: &Value, field: &str) -> String {
    match sheet.pointer(&pointer(field)) {
        None => String::new(),
        Some(value) => plain(language, value),
    }
}

/// A value of a field as somebody would write it.
pub(super) fn plain(language: Language, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items = items.iter().map(|item| plain(language, item));
            items.collect::<Vec<_>>().join("; ")
        }
        other => match other.as_f64() {
            Some(number) => exact(language, number),
            None => other.to_string(),
        },
    }
}

/// Puts what was written into a field; `Err` when it is no number and should be one.
pub(super) fn put(sheet: &mut Value, field: &str, kind: Kind, text: &str) -> Result<(), ()> {
    let trimmed = text.trim();
    let value = match kind {
        Kind::Choice(Choice::YesOrNo) => Value::from(text == "true"),
        Kind::Line | Kind::Text | Kind::Choice(_) => Value::from(text),
        Kind::Optional | Kind::Number | Kind::Whole if trimmed.is_empty() => Value::Null,
        Kind::Optional => Value::from(trimmed),
        Kind::Number => number(trimmed).ok_or(())?,
        Kind::Whole | Kind::Digits => Value::from(whole(trimmed).ok_or(())?),
        Kind::Codes => {
            let codes = trimmed.split(';').map(str::trim).filter(|code| !code.is_empty());
            codes.map(Value::from).collect()
        }
    };
    if let Some(place) = sheet.pointer_mut(&pointer(field)) {
        *place = value;
    }
    Ok(())
}

/// A whole number with blanks between thousands.
fn whole(text: &str) -> Option<u32> {
    let text: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    text.parse().ok()
}

/// A number with a decimal comma or point, and blanks between thousands.
fn number(text: &str) -> Option<Value> {
    let text: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let text = text.replace(',', ".").replace('−', "-");
    match text.parse::<i64>() {
        Ok(whole) => Some(Value::from(whole)),
        Err(_) => Number::from_f64(text.parse().ok()?).map(Value::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::samples;
    use blis_domain::sheet::{self, field_name};

    fn sheet() -> Value {
        let sheet = sheet::Sheet::from(&samples::indicator("TST.ONE".parse().unwrap()));
        serde_json::to_value(sheet).unwrap()
    }

    #[test]
    fn every_field_of_a_sheet_can_be_changed_and_has_a_name() {
        let sheet = sheet();
        let mut there: Vec<String> = Vec::new();
        for (name, value) in sheet.as_object().unwrap() {
            match value.as_object() {
                Some(texts) => there.extend(texts.keys().map(|language| format!("{name}.{language}"))),
                None => there.push(name.clone()),
            }
        }
        there.retain(|name| name != "code");
        let mut fields: Vec<String> = FIELDS.map(|(field, _)| field.to_owned()).to_vec();
        there.sort();
        fields.sort();
        assert_eq!(
            fields, there,
            "a field that is left out could be changed by nobody"
        );
        for (field, _) in FIELDS {
            for language in Language::ALL {
                assert!(field_name(language, field).is_some(), "{field}");
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back_as_the_same_sheet() {
        let before = sheet();
        let mut after = before.clone();
        for (field, kind) in FIELDS {
            let text = written(Language::Lv, &before, field);
            put(&mut after, field, kind, &text).unwrap();
        }
        let (one, other): (sheet::Sheet, sheet::Sheet) = (
            serde_json::from_value(before).unwrap(),
            serde_json::from_value(after).unwrap(),
        );
        assert_eq!(one, other, "who opens a sheet and saves it changes nothing");
    }

    #[test]
    fn numbers_are_read_as_they_are_written_in_latvian() {
        for (text, value) in [("1,5", 1.5), ("−3", -3.0), ("1 000", 1000.0), ("0.25", 0.25)] {
            assert_eq!(number(text).and_then(|one| one.as_f64()), Some(value), "{text}");
        }
        assert!(number("daudz").is_none());
    }
}
