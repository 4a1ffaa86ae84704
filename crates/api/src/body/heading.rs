//! The heading of a table, which names the fields of its rows.

use super::{fault, malformed};
use blis_domain::feed::RawObservation;
use blis_domain::problem::{FaultDraft, ProblemDraft};
use blis_domain::text::Text;

/// Fields without which no row means anything.
const NEEDED: [&str; 4] = ["indicator", "area", "period", "value"];

/// The most columns of a heading that are named as wrong: enough to see what went wrong, and the sentence stays one.
const MOST_FAULTS: usize = 8;

/// Which column holds which field.
#[derive(Debug)]
pub(super) struct Heading(Vec<&'static str>);

impl Heading {
    /// The heading of these columns.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Result<Heading, ProblemDraft> {
        let mut fields = Vec::new();
        let mut faults = Vec::new();
        for (at, name) in names.enumerate() {
            if faults.len() == MOST_FAULTS {
                return Err(will_not_do(faults));
            }
            let name = name.trim();
            // SDMX-CSV writes the names of its columns large; these alone mean the same in both.
            let wanted = match name {
                "ACTION" => "action",
                "CONF_STATUS" => "conf_status",
                name => name,
            };
            match RawObservation::FIELDS.iter().find(|field| **field == wanted) {
                None => faults.push(unknown(at + 1, name)),
                Some(field) if fields.contains(field) => faults.push(repeated(at + 1, name)),
                Some(field) => fields.push(*field),
            }
        }
        // Rows that take values back have none.
        let dispensable = |field: &str| field == "value" && fields.contains(&"action");
        let absent = NEEDED
            .iter()
            .filter(|field| !fields.contains(*field) && !dispensable(field));
        faults.extend(absent.map(|field| missing(field)));
        match faults.is_empty() {
            true => Ok(Heading(fields)),
            false => Err(will_not_do(faults)),
        }
    }

    /// The fields, in the order of their columns.
    pub(super) fn fields(&self) -> &[&'static str] {
        &self.0
    }
}

fn unknown(column: usize, name: &str) -> FaultDraft {
    let name: String = name.chars().take(60).collect();
    let known = RawObservation::FIELDS.join(", ");
    let message = Text::new(
        format!("{column}. kolonna „{name}” nav paredzēta; ir {known}."),
        format!("Column {column}, “{name}”, is not part of the contract, which has {known}."),
    );
    fault(None, None, "unknown_column", message)
}

fn repeated(column: usize, name: &str) -> FaultDraft {
    let message = Text::new(
        format!("{column}. kolonna „{name}” atkārtojas."),
        format!("Column {column}, “{name}”, is a repetition."),
    );
    fault(None, None, "duplicate_column", message)
}

fn missing(field: &str) -> FaultDraft {
    let message = Text::new(
        format!("Trūkst kolonnas „{field}”."),
        format!("The column “{field}” is missing."),
    );
    fault(None, None, "missing_column", message)
}

/// A heading that says nothing certain about the rows below it.
pub(super) fn will_not_do(faults: Vec<FaultDraft>) -> ProblemDraft {
    let sentences = |pick: fn(&Text) -> &str| {
        let all: Vec<&str> = faults.iter().map(|fault| pick(&fault.message)).collect();
        all.join(" ")
    };
    let (lv, en) = (sentences(|text| &text.lv), sentences(|text| &text.en));
    malformed(
        format!("Virsraksts neder. {lv}"),
        format!("The heading will not do. {en}"),
        faults,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(names: &str) -> Vec<FaultDraft> {
        Heading::of(names.split(','))
            .expect_err("it must be refused")
            .faults
    }

    #[test]
    fn every_column_at_fault_is_named() {
        let faults = refused("indicator,area,perod,value,area");
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["unknown_column", "duplicate_column", "missing_column"]);
        let told = |at: usize| faults[at].message.en.as_str();
        assert!(told(0).contains("Column 3, “perod”"), "{}", told(0));
        assert!(told(2).contains("“period”"));
        assert_eq!(Heading::of(std::iter::empty()).unwrap_err().faults.len(), 4);
    }

    /// Rows that take values back have none to send, and SDMX-CSV writes the column large.
    #[test]
    fn a_table_of_actions_may_do_without_values() {
        let fields = |names: &str| Heading::of(names.split(',')).map(|heading| heading.fields().to_vec());
        let expected = ["action", "indicator", "area", "period"];
        assert_eq!(fields("ACTION,indicator,area,period").unwrap(), expected);
        assert_eq!(fields("action,indicator,area,period").unwrap(), expected);
        assert_eq!(
            refused("action,indicator,area,period,ACTION")[0].code,
            "duplicate_column"
        );
    }

    #[test]
    fn many_wrong_columns_are_told_in_a_few_sentences() {
        assert_eq!(refused(&"x,".repeat(10_000)).len(), MOST_FAULTS);
    }
}
