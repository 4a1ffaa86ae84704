//! The catalogue as YAML: a field a line, both languages of a text beside each other, long texts over several lines, so
//! that a change of a word is a change of a line.

use super::fault::{CatalogueFault, of_file};
use super::fields::{Entry, Field};
use blis_domain::indicator::Indicator;
use blis_domain::period::Frequency;
use blis_domain::text::Text;
use serde::Serialize;
use serde_json::Value;
use serde_saphyr::{FlowSeq, NonFiniteFloatPolicy, SerializeError, Spanned};
use std::collections::BTreeMap;

/// What stands above the sheets.
const HEAD: &str = "\
# Rādītāju katalogs. `version` ir lapas versija, pēc kuras labojums rakstīts: to nemaina, un jaunai lapai to neraksta.
# The catalogue of indicators. `version` is that of the sheet which a change is written on: it is left as it is, and a new
# sheet has none.
";

/// The longest line of a text.
const WIDTH: usize = 110;

/// A sheet in the order of its fields.
#[derive(Serialize)]
struct Written<'a> {
    code: &'a str,
    version: u64,
    policy_area: &'static str,
    dimension: &'static str,
    name: &'a Text,
    definition: &'a Text,
    reading: &'a Text,
    unit: &'a str,
    decimals: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
    direction: &'static str,
    frequency: Frequency,
    source: &'a Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breakdowns: Option<FlowSeq<Vec<&'static str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age_groups: Option<FlowSeq<Vec<String>>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    parts_add_up: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    partners: Option<FlowSeq<Vec<&'a str>>>,
}

/// The file.
pub(super) fn write(sheets: &[(Indicator, u64)]) -> Result<Vec<u8>, SerializeError> {
    let mut text = HEAD.to_owned();
    for (sheet, version) in sheets {
        text.push('\n');
        let options = serde_saphyr::ser_options! { folded_wrap_chars: WIDTH };
        text.push_str(&serde_saphyr::to_string_with_options(
            &vec![written(sheet, *version)],
            options,
        )?);
    }
    Ok(text.into_bytes())
}

fn written(sheet: &Indicator, version: u64) -> Written<'_> {
    let partners: Vec<&str> = sheet.partners.iter().map(|partner| partner.as_str()).collect();
    let breakdowns: Vec<&str> = sheet.breakdowns.iter().map(|one| one.code()).collect();
    let age_groups: Vec<String> = sheet.age_groups.iter().map(ToString::to_string).collect();
    Written {
        code: sheet.code.as_str(),
        version,
        policy_area: sheet.policy_area.code(),
        dimension: sheet.dimension.code(),
        name: &sheet.name,
        definition: &sheet.definition,
        reading: &sheet.reading,
        unit: &sheet.unit.code,
        decimals: sheet.decimals,
        min: sheet.min,
        max: sheet.max,
        direction: sheet.direction.code(),
        frequency: sheet.frequency,
        source: &sheet.source,
        formula: sheet.formula.as_deref(),
        min_count: sheet.min_count,
        gate: (!sheet.gate.is_open()).then(|| sheet.gate.code()),
        expected_days: sheet.expected_days,
        count_of: sheet.count_of.as_ref().map(|code| code.as_str()),
        breakdowns: (!breakdowns.is_empty()).then_some(FlowSeq(breakdowns)),
        age_groups: (!age_groups.is_empty()).then_some(FlowSeq(age_groups)),
        parts_add_up: sheet.parts_add_up,
        partners: (!partners.is_empty()).then_some(FlowSeq(partners)),
    }
}

/// The sheets of a file, each with the line it begins on.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Vec<CatalogueFault>> {
    type Sheet = BTreeMap<String, Spanned<Value>>;
    let options = serde_saphyr::options! {
        // A limit that is no number would pass for none; as a text it is told as a fault of its field.
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    };
    let sheets: Vec<Spanned<Sheet>> =
        serde_saphyr::from_str_with_options(text, options).map_err(|error| vec![unreadable(&error)])?;
    let entry = |sheet: Spanned<Sheet>| Entry {
        line: sheet.referenced.line(),
        fields: sheet.value.into_iter().flat_map(fields).collect(),
    };
    Ok(sheets.into_iter().map(entry).collect())
}

/// A member of a sheet as fields: a text is one a language.
fn fields((name, member): (String, Spanned<Value>)) -> Vec<Field> {
    let line = Some(member.referenced.line());
    match member.value {
        Value::Object(words) => words
            .into_iter()
            .map(|(language, value)| Field {
                name: format!("{name}.{language}"),
                line,
                value,
            })
            .collect(),
        value => vec![Field { name, line, value }],
    }
}

/// The library's own words say what was expected; they are English and stay so.
fn unreadable(error: &serde_saphyr::Error) -> CatalogueFault {
    let why: String = error.without_snippet().to_string().chars().take(300).collect();
    of_file(
        error.location().map(|place| place.line()),
        "unreadable",
        format!("YAML nevar nolasīt: {why}"),
        format!("The YAML cannot be read: {why}"),
    )
}
