//! The fields of a sheet as files hold them: by name, each a text or a number, and put together into a sheet.

use super::VERSION;
use super::fault::CatalogueFault;
use blis_domain::breakdown::{AgeGroup, Breakdown};
use blis_domain::indicator::{Dimension, Direction, Gate, IndicatorCode, PolicyArea};
use blis_domain::period::Frequency;
use blis_domain::sheet::{FIELDS, Sheet};
use blis_domain::text::Text;
use blis_store::ProposedSheet;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A sheet of a file, before it is known whether it is one.
pub(super) struct Entry {
    /// Where it begins.
    pub(super) line: u64,
    /// What stands in it.
    pub(super) fields: Vec<Field>,
}

/// A field of a sheet in a file.
pub(super) struct Field {
    /// Its name: `definition.lv`.
    pub(super) name: String,
    /// Where it stands, when it has a line of its own.
    pub(super) line: Option<u64>,
    /// What stands there.
    pub(super) value: Value,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Code,
    PolicyArea,
    Dimension,
    Direction,
    Frequency,
    Words,
    Whole,
    WholeOrNothing,
    NumberOrNothing,
    FormulaOrNothing,
    GateOrNothing,
    CodeOrNothing,
    Codes,
    Breakdowns,
    AgeGroups,
    YesOrNothing,
}

impl Kind {
    /// What a field of this name holds; `None` when there is no such field.
    pub(super) fn of(name: &str) -> Option<Kind> {
        Some(match name {
            "code" => Kind::Code,
            "policy_area" => Kind::PolicyArea,
            "dimension" => Kind::Dimension,
            "direction" => Kind::Direction,
            "frequency" => Kind::Frequency,
            "decimals" => Kind::Whole,
            "min" | "max" => Kind::NumberOrNothing,
            "min_count" | "expected_days" | VERSION => Kind::WholeOrNothing,
            "gate" => Kind::GateOrNothing,
            "formula" => Kind::FormulaOrNothing,
            "count_of" => Kind::CodeOrNothing,
            "partners" => Kind::Codes,
            "breakdowns" => Kind::Breakdowns,
            "age_groups" => Kind::AgeGroups,
            "parts_add_up" => Kind::YesOrNothing,
            words if FIELDS.contains(&words) => Kind::Words,
            _ => return None,
        })
    }

    /// Whether a sheet may be without.
    pub(super) fn may_be_left_out(self) -> bool {
        matches!(
            self,
            Kind::WholeOrNothing
                | Kind::NumberOrNothing
                | Kind::FormulaOrNothing
                | Kind::GateOrNothing
                | Kind::CodeOrNothing
                | Kind::Codes
                | Kind::Breakdowns
                | Kind::AgeGroups
                | Kind::YesOrNothing
        )
    }

    fn holds(self, value: &Value) -> bool {
        fn reads<T: DeserializeOwned>(value: &Value) -> bool {
            T::deserialize(value).is_ok()
        }
        match self {
            Kind::Code => reads::<IndicatorCode>(value),
            Kind::PolicyArea => reads::<PolicyArea>(value),
            Kind::Dimension => reads::<Dimension>(value),
            Kind::Direction => reads::<Direction>(value),
            Kind::Frequency => reads::<Frequency>(value),
            Kind::Words => reads::<String>(value),
            Kind::Whole => reads::<u8>(value),
            Kind::WholeOrNothing => reads::<Option<u32>>(value),
            Kind::NumberOrNothing => reads::<Option<f64>>(value),
            Kind::FormulaOrNothing => reads::<Option<String>>(value),
            Kind::GateOrNothing => reads::<Option<Gate>>(value),
            Kind::CodeOrNothing => reads::<Option<IndicatorCode>>(value),
            Kind::Codes => value.is_null() || reads::<Vec<IndicatorCode>>(value),
            Kind::Breakdowns => value.is_null() || reads::<Vec<Breakdown>>(value),
            Kind::AgeGroups => value.is_null() || reads::<Vec<AgeGroup>>(value),
            Kind::YesOrNothing => reads::<Option<bool>>(value),
        }
    }

    /// What should stand there.
    fn expected(self) -> Text {
        let words = |list: &[&str]| list.join(", ");
        let (lv, en) = match self {
            Kind::Code => (
                "Jāraksta rādītāja kods, piemēram, CTX.UNEMP.".to_owned(),
                "Write the code of an indicator, such as CTX.UNEMP.".to_owned(),
            ),
            Kind::PolicyArea => one_of(&words(
                &PolicyArea::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
            )),
            Kind::Dimension => one_of(&words(
                &Dimension::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
            )),
            Kind::Direction => one_of(&words(
                &Direction::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
            )),
            Kind::Frequency => one_of("year, half-year, quarter, month"),
            Kind::Words => (
                "Jāraksta teksts; ja tas izskatās pēc skaitļa vai cita YAML vārda, tas jāliek pēdiņās."
                    .to_owned(),
                "Write a text; one that looks like a number or another word of YAML stands in quotes."
                    .to_owned(),
            ),
            Kind::Whole | Kind::WholeOrNothing => (
                "Jāraksta vesels skaitlis, kas nav mazāks par nulli.".to_owned(),
                "Write a whole number not below zero.".to_owned(),
            ),
            Kind::NumberOrNothing => (
                "Jāraksta skaitlis ar decimālpunktu vai nekas.".to_owned(),
                "Write a number with a decimal point, or nothing.".to_owned(),
            ),
            Kind::FormulaOrNothing => (
                "Jāraksta formula vai nekas.".to_owned(),
                "Write a formula, or nothing.".to_owned(),
            ),
            Kind::GateOrNothing => one_of(&words(
                &Gate::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
            )),
            Kind::CodeOrNothing => (
                "Jāraksta rādītāja kods vai nekas.".to_owned(),
                "Write the code of an indicator, or nothing.".to_owned(),
            ),
            Kind::Codes => (
                "Jāraksta rādītāju kodi.".to_owned(),
                "Write codes of indicators.".to_owned(),
            ),
            Kind::Breakdowns => (
                "Jāraksta dalījumi SEX, AGE un AGE,SEX vai nekas.".to_owned(),
                "Write the breakdowns SEX, AGE and AGE,SEX, or nothing.".to_owned(),
            ),
            Kind::AgeGroups => (
                "Jāraksta vecuma grupas, piemēram, Y_LT15, Y15T64, Y_GE65, vai nekas.".to_owned(),
                "Write age groups, such as Y_LT15, Y15T64, Y_GE65, or nothing.".to_owned(),
            ),
            Kind::YesOrNothing => (
                "Jāraksta true, false vai nekas.".to_owned(),
                "Write true, false or nothing.".to_owned(),
            ),
        };
        Text::new(lv, en)
    }
}

/// Whether a field holds a list, which is empty where nothing stands.
fn is_list(name: &str) -> bool {
    matches!(
        Kind::of(name),
        Some(Kind::Codes | Kind::Breakdowns | Kind::AgeGroups)
    )
}

fn one_of(words: &str) -> (String, String) {
    (
        format!("Jāraksta viens no šiem: {words}."),
        format!("Write one of these: {words}."),
    )
}

impl Entry {
    /// Where the fields stand that have lines of their own.
    pub(super) fn lines(&self) -> HashMap<String, u64> {
        let placed = |field: &Field| Some((field.name.clone(), field.line?));
        self.fields.iter().filter_map(placed).collect()
    }

    /// The sheet that it is.
    pub(super) fn sheet(&self) -> Result<ProposedSheet, Vec<CatalogueFault>> {
        let mut faults: Vec<CatalogueFault> =
            self.fields.iter().filter_map(|field| self.wrong(field)).collect();
        let is_there = |name: &str| self.fields.iter().any(|field| field.name == name);
        for name in FIELDS {
            let optional = Kind::of(name).is_none_or(Kind::may_be_left_out);
            if !optional && !is_there(name) {
                let text = Text::new("Šis lauks ir jāaizpilda.", "This field must be filled in.");
                faults.push(self.fault(Some(name), None, "missing_field", text));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let (sheet, seen) = self.members();
        match serde_json::from_value::<Sheet>(Value::Object(sheet)) {
            Ok(sheet) => Ok(ProposedSheet {
                sheet: sheet.tidied(),
                seen,
            }),
            Err(error) => {
                let text = Text::new(error.to_string(), error.to_string());
                Err(vec![self.fault(None, None, "not_a_sheet", text)])
            }
        }
    }

    /// The members of the sheet in the shape of JSON, and the version it is written on.
    fn members(&self) -> (Map<String, Value>, Option<u64>) {
        let mut sheet = Map::new();
        let mut seen = None;
        for Field { name, value, .. } in &self.fields {
            match name.split_once('.') {
                None if name == VERSION => seen = value.as_u64(),
                None if is_list(name) && value.is_null() => {}
                None => {
                    sheet.insert(name.clone(), value.clone());
                }
                Some((text, language)) => {
                    let words = sheet.entry(text).or_insert_with(|| Value::Object(Map::new()));
                    if let Value::Object(words) = words {
                        words.insert(language.to_owned(), value.clone());
                    }
                }
            }
        }
        (sheet, seen)
    }

    fn wrong(&self, field: &Field) -> Option<CatalogueFault> {
        let Some(kind) = Kind::of(&field.name) else {
            let text = Text::new("Šāda lauka rādītāja lapai nav.", "A sheet has no such field.");
            return Some(self.fault(Some(&field.name), field.line, "unknown_field", text));
        };
        match kind.holds(&field.value) {
            true => None,
            false => Some(self.fault(Some(&field.name), field.line, "wrong_value", kind.expected())),
        }
    }

    fn fault(
        &self,
        field: Option<&str>,
        line: Option<u64>,
        code: &'static str,
        message: Text,
    ) -> CatalogueFault {
        let short = |text: &str| text.chars().take(60).collect::<String>();
        let indicator = self.fields.iter().find(|field| field.name == "code");
        CatalogueFault {
            line: Some(line.unwrap_or(self.line)),
            indicator: indicator.and_then(|field| field.value.as_str()).map(short),
            field: field.map(short),
            code,
            message,
        }
    }
}
