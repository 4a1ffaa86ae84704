//! What is wrong with a sheet, by itself and among the others of the catalogue.

use super::Sheet;
use crate::derivation::{self, InvalidDerivation};
use crate::formula::Formula;
use crate::indicator::{IndicatorCode, Unit};
use crate::text::{Language, Text};
use std::collections::{HashMap, HashSet};

mod division;

/// The most characters of a name, and of a source.
const LONGEST_LINE: usize = 200;

/// The most characters of a definition, and of how to read it.
const LONGEST_TEXT: usize = 2000;

/// The most digits behind the decimal sign.
const MOST_DECIMALS: u8 = 9;

/// The most partners.
const MOST_PARTNERS: usize = 8;

/// The greatest smallest count.
const MOST_MIN_COUNT: u32 = 1_000_000;

/// The latest day on which figures may be expected, counted from the end of their period.
const LATEST_EXPECTED_DAY: u32 = 1500;

/// One thing that is wrong with a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// Whose sheet.
    pub indicator: IndicatorCode,
    /// Which field of it, as [`super::FIELDS`] names it.
    pub field: &'static str,
    /// What it is.
    pub code: SheetFaultCode,
    /// The sentence for whoever writes the sheet.
    pub message: Text,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// What is wrong, for programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum SheetFaultCode { $($(#[$doc])* $name,)* }

        impl SheetFaultCode {
            /// The stable word.
            pub fn code(self) -> &'static str {
                match self { $(SheetFaultCode::$name => $code,)* }
            }
        }
    };
}

codes! {
    /// Nothing stands where something must.
    Empty = "empty";
    /// It is longer than it may be.
    TooLong = "too_long";
    /// A sign that no text has, or a line break where there is one line.
    ControlCharacter = "control_character";
    /// Not among the units.
    UnknownUnit = "unknown_unit";
    /// A number beyond its bounds, or none.
    OutOfRange = "out_of_range";
    /// The least value is not less than the greatest.
    LimitsInverted = "limits_inverted";
    /// The formula cannot be read.
    InvalidFormula = "invalid_formula";
    /// Not in the catalogue.
    UnknownIndicator = "unknown_indicator";
    /// It would be computed from itself.
    Cycle = "cycle";
    /// It is observed more or less often than what it is computed from.
    OtherFrequency = "other_frequency";
    /// It stands there twice.
    Duplicate = "duplicate";
    /// It has figures that would not fit.
    HasFigures = "has_figures";
    /// It is about parts, and there are none of that kind.
    NoBreakdown = "no_breakdown";
    /// What is said to add up leaves something out, or counts it twice.
    NoPartition = "no_partition";
    /// Figures wait for a release, and would for ever.
    FiguresWait = "figures_wait";
    /// Hidden figures are protected by what added up.
    HasHidden = "has_hidden";
    /// It is of collected figures, and these are computed.
    Computed = "computed";
    /// The sheet was changed in the meantime.
    Stale = "stale";
    /// There is no such sheet.
    UnknownVersion = "unknown_version";
}

impl SheetFault {
    /// A fault in a field of a sheet.
    pub fn new(
        indicator: &IndicatorCode,
        field: &'static str,
        code: SheetFaultCode,
        lv: impl Into<String>,
        en: impl Into<String>,
    ) -> SheetFault {
        SheetFault {
            indicator: indicator.clone(),
            field,
            code,
            message: Text::new(lv, en),
        }
    }

    /// Where it stands in the sheet (RFC 6901).
    pub fn pointer(&self) -> String {
        format!("/{}", self.field.replace('.', "/"))
    }
}

/// What is wrong with a sheet by itself.
pub fn sheet_faults(sheet: &Sheet, units: &[Unit]) -> Vec<SheetFault> {
    let mut faults = Faults {
        of: &sheet.code,
        found: Vec::new(),
    };
    faults.texts(&sheet.name, ["name.lv", "name.en"], LONGEST_LINE, Lines::One);
    faults.texts(
        &sheet.definition,
        ["definition.lv", "definition.en"],
        LONGEST_TEXT,
        Lines::Many,
    );
    faults.texts(
        &sheet.reading,
        ["reading.lv", "reading.en"],
        LONGEST_TEXT,
        Lines::Many,
    );
    faults.texts(
        &sheet.source,
        ["source.lv", "source.en"],
        LONGEST_LINE,
        Lines::One,
    );
    if !units.iter().any(|unit| unit.code == sheet.unit) {
        let known: Vec<&str> = units.iter().map(|unit| unit.code.as_str()).collect();
        let known = known.join(", ");
        faults.add(
            "unit",
            SheetFaultCode::UnknownUnit,
            format!("Šādas mērvienības nav; ir {known}."),
            format!("There is no such unit; there are {known}."),
        );
    }
    faults.numbers(sheet);
    faults.publication(sheet);
    faults.division(sheet);
    faults.partners(sheet);
    faults.found
}

/// What is wrong with sheets among all of the catalogue, of which some are `changed`: each has its place there. The
/// catalogue without these changes is in order.
pub fn catalogue_faults(catalogue: &[Sheet], changed: &HashSet<IndicatorCode>) -> Vec<SheetFault> {
    let sheets: HashMap<&IndicatorCode, &Sheet> =
        catalogue.iter().map(|sheet| (&sheet.code, sheet)).collect();
    let mut found = Vec::new();
    for sheet in catalogue {
        let mut faults = Faults {
            of: &sheet.code,
            found: Vec::new(),
        };
        if changed.contains(&sheet.code) {
            faults.strangers(sheet, &sheets);
            faults.count_of(sheet, &sheets);
        }
        found.append(&mut faults.found);
        found.extend(frequency_faults(sheet, &sheets, changed));
    }
    if found.is_empty() {
        let formulas = catalogue
            .iter()
            .map(|sheet| (&sheet.code, sheet.formula.as_deref()));
        if let Err(error) = derivation::order_formulas(formulas) {
            found.push(derivation_fault(&error, changed));
        }
    }
    found
}

/// What is wrong with formulas as they stand together, told of the sheet that was changed.
fn derivation_fault(error: &InvalidDerivation, changed: &HashSet<IndicatorCode>) -> SheetFault {
    let (indicator, code) = match error {
        InvalidDerivation::Formula { indicator, .. } => (indicator, SheetFaultCode::InvalidFormula),
        InvalidDerivation::UnknownInput { indicator, .. } => (indicator, SheetFaultCode::UnknownIndicator),
        InvalidDerivation::Cycle {
            indicator, through, ..
        } => {
            // The circle was closed by a change, wherever on it one begins to go round.
            let on_it = [indicator].into_iter().chain(through);
            let closing = on_it.into_iter().find(|one| changed.contains(*one));
            (closing.unwrap_or(indicator), SheetFaultCode::Cycle)
        }
    };
    SheetFault::new(
        indicator,
        "formula",
        code,
        error.message(Language::Lv),
        error.message(Language::En),
    )
}

/// A derived indicator is observed as often as what it is computed from.
fn frequency_faults(
    sheet: &Sheet,
    sheets: &HashMap<&IndicatorCode, &Sheet>,
    changed: &HashSet<IndicatorCode>,
) -> Vec<SheetFault> {
    let Some(Ok(formula)) = sheet.formula.as_deref().map(Formula::parse) else {
        return Vec::new();
    };
    let code = &sheet.code;
    let inputs = formula.inputs();
    let others = inputs
        .iter()
        .filter_map(|input| sheets.get(input))
        .filter(|input| input.frequency != sheet.frequency);
    let told = others.filter_map(|input| {
        let other = &input.code;
        if changed.contains(code) {
            Some(SheetFault::new(
                code,
                "formula",
                SheetFaultCode::OtherFrequency,
                format!("{other} novēro citā biežumā nekā {code}; formulā drīkst būt tikai vienāda biežuma rādītāji."),
                format!("{other} is not observed as often as {code}; a formula takes indicators of one frequency."),
            ))
        } else if changed.contains(other) {
            Some(SheetFault::new(
                other,
                "frequency",
                SheetFaultCode::OtherFrequency,
                format!("Pēc {other} aprēķina {code}, ko novēro citā biežumā."),
                format!("{code} is computed from {other}, and is observed at another frequency."),
            ))
        } else {
            None
        }
    });
    told.collect()
}

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    One,
    Many,
}

struct Faults<'a> {
    of: &'a IndicatorCode,
    found: Vec<SheetFault>,
}

impl Faults<'_> {
    fn add(
        &mut self,
        field: &'static str,
        code: SheetFaultCode,
        lv: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.found.push(SheetFault::new(self.of, field, code, lv, en));
    }

    fn texts(&mut self, text: &Text, fields: [&'static str; 2], longest: usize, lines: Lines) {
        for (words, field) in [&text.lv, &text.en].into_iter().zip(fields) {
            let is_foreign = |sign: char| sign.is_control() && (sign != '\n' || lines == Lines::One);
            if words.trim().is_empty() {
                self.add(
                    field,
                    SheetFaultCode::Empty,
                    "Teksts vajadzīgs abās valodās.",
                    "The text is needed in both languages.",
                );
            } else if words.chars().count() > longest {
                self.add(
                    field,
                    SheetFaultCode::TooLong,
                    format!("Tekstā drīkst būt ne vairāk kā {longest} rakstzīmes."),
                    format!("The text may have {longest} characters at most."),
                );
            } else if let Some(at) = words.chars().position(is_foreign) {
                let at = at + 1;
                self.add(
                    field,
                    SheetFaultCode::ControlCharacter,
                    format!("Tekstā no {at}. rakstzīmes ir vadības zīme vai rindas beigas, kam tur nav vietas."),
                    format!("At character {at} stands a control character, or a line break that has no place there."),
                );
            }
        }
    }

    fn numbers(&mut self, sheet: &Sheet) {
        if sheet.decimals > MOST_DECIMALS {
            self.add(
                "decimals",
                SheetFaultCode::OutOfRange,
                format!("Zīmju aiz komata drīkst būt no 0 līdz {MOST_DECIMALS}."),
                format!("There may be 0 to {MOST_DECIMALS} digits behind the decimal sign."),
            );
        }
        for (limit, field) in [(sheet.min, "min"), (sheet.max, "max")] {
            if limit.is_some_and(|limit| !limit.is_finite()) {
                self.add(
                    field,
                    SheetFaultCode::OutOfRange,
                    "Robežai jābūt skaitlim.",
                    "A limit must be a number.",
                );
            }
        }
        if sheet.min.zip(sheet.max).is_some_and(|(min, max)| min >= max) {
            self.add(
                "max",
                SheetFaultCode::LimitsInverted,
                "Lielākajai vērtībai jābūt lielākai par mazāko.",
                "The greatest value must be greater than the least.",
            );
        }
        if sheet
            .min_count
            .is_some_and(|count| !(1..=MOST_MIN_COUNT).contains(&count))
        {
            self.add(
                "min_count",
                SheetFaultCode::OutOfRange,
                format!("Mazākajam skaitam jābūt no 1 līdz {MOST_MIN_COUNT}."),
                format!("The smallest count must be between 1 and {MOST_MIN_COUNT}."),
            );
        }
    }

    fn publication(&mut self, sheet: &Sheet) {
        if sheet
            .expected_days
            .is_some_and(|days| !(1..=LATEST_EXPECTED_DAY).contains(&days))
        {
            self.add(
                "expected_days",
                SheetFaultCode::OutOfRange,
                format!("Dienu skaitam pēc perioda beigām jābūt no 1 līdz {LATEST_EXPECTED_DAY}."),
                format!("There may be 1 to {LATEST_EXPECTED_DAY} days after the end of the period."),
            );
        }
        if sheet.formula.is_some() && !sheet.gate.is_open() {
            self.add(
                "gate",
                SheetFaultCode::Computed,
                "Aprēķināts rādītājs ir publisks līdz ar vērtībām, no kurām to aprēķina.",
                "A computed indicator is public with the figures that it is computed from.",
            );
        }
    }

    fn partners(&mut self, sheet: &Sheet) {
        let mut seen = HashSet::new();
        let twice = sheet.partners.iter().find(|partner| !seen.insert(*partner));
        if let Some(partner) = twice {
            self.add(
                "partners",
                SheetFaultCode::Duplicate,
                format!("{partner} ir minēts divreiz."),
                format!("{partner} stands there twice."),
            );
        }
        if sheet.partners.contains(&sheet.code) {
            self.add(
                "partners",
                SheetFaultCode::Duplicate,
                "Rādītājs nevar būt pats savs salīdzināmais rādītājs.",
                "An indicator is no partner of its own.",
            );
        }
        if sheet.partners.len() > MOST_PARTNERS {
            self.add(
                "partners",
                SheetFaultCode::TooLong,
                format!("Salīdzināmo rādītāju drīkst būt ne vairāk kā {MOST_PARTNERS}."),
                format!("There may be {MOST_PARTNERS} partners at most."),
            );
        }
    }

    /// What counts its cases: another indicator, of the same frequency, whose unit is a count.
    fn count_of(&mut self, sheet: &Sheet, sheets: &HashMap<&IndicatorCode, &Sheet>) {
        let Some(code) = &sheet.count_of else {
            return;
        };
        match sheets.get(code) {
            None => self.add(
                "count_of",
                SheetFaultCode::UnknownIndicator,
                format!("Rādītāja {code} katalogā nav."),
                format!("There is no indicator {code} in the catalogue."),
            ),
            Some(_) if *code == sheet.code => self.add(
                "count_of",
                SheetFaultCode::Duplicate,
                "Rādītājs pats savus gadījumus skaita bez šī lauka.",
                "An indicator that counts its own cases does so without this field.",
            ),
            Some(named) if !Unit::code_counts(&named.unit) => self.add(
                "count_of",
                SheetFaultCode::UnknownUnit,
                format!("{code} mērvienība nav gadījumu skaits."),
                format!("The unit of {code} is no count of cases."),
            ),
            Some(named) if named.frequency != sheet.frequency => self.add(
                "count_of",
                SheetFaultCode::OtherFrequency,
                format!("{code} biežums ir cits."),
                format!("{code} has another frequency."),
            ),
            Some(_) => {}
        }
    }

    /// Whatever the sheet names and the catalogue has not; a formula that names nothing because it cannot be read.
    fn strangers(&mut self, sheet: &Sheet, sheets: &HashMap<&IndicatorCode, &Sheet>) {
        for partner in sheet
            .partners
            .iter()
            .filter(|partner| !sheets.contains_key(partner))
        {
            self.add(
                "partners",
                SheetFaultCode::UnknownIndicator,
                format!("Rādītāja {partner} katalogā nav."),
                format!("There is no indicator {partner} in the catalogue."),
            );
        }
        let Some(text) = sheet.formula.as_deref() else {
            return;
        };
        match Formula::parse_with_places(text) {
            Err(error) => self.add(
                "formula",
                SheetFaultCode::InvalidFormula,
                error.message(Language::Lv),
                error.message(Language::En),
            ),
            Ok((_, places)) => {
                let strangers = places
                    .iter()
                    .filter(|(operand, _)| !sheets.contains_key(&operand.indicator));
                for (operand, at) in strangers {
                    let input = &operand.indicator;
                    self.add(
                        "formula",
                        SheetFaultCode::UnknownIndicator,
                        format!("Formulā no {at}. rakstzīmes ir {input}, kura katalogā nav."),
                        format!("The formula uses {input} at character {at}, which is not in the catalogue."),
                    );
                }
            }
        }
    }
}
