//! What proposed sheets would change, and why they cannot be taken.

use super::{ChangedSheet, ProposedSheet};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::{awaiting, dividing, hidden, indicators, sheets};
use blis_domain::breakdown::Part;
use blis_domain::formula::Formula;
use blis_domain::indicator::IndicatorCode;
use blis_domain::sheet::{Sheet, SheetFault, SheetFaultCode, catalogue_faults, sheet_faults};
use std::collections::{HashMap, HashSet};

/// What taking them would come to.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Each sheet that reads otherwise, with what it said before.
    pub(crate) changes: Vec<Planned>,
    /// How many say what they said.
    pub(crate) unchanged: u64,
}

/// A sheet that is to read otherwise.
#[derive(Debug)]
pub(crate) struct Planned {
    /// What it is to say.
    pub(crate) sheet: Sheet,
    /// What it says; nothing when it is not there.
    pub(crate) before: Option<Sheet>,
    /// What is told of it.
    pub(crate) told: ChangedSheet,
}

impl Planned {
    /// Whether it says anew from which count on its figures may be shown, what is counted, or what adds up.
    pub(crate) fn has_new_minimum(&self) -> bool {
        let rule = |sheet: &Sheet| {
            let counted = (sheet.min_count, sheet.count_of.clone(), sheet.unit.clone());
            (counted, sheet.division().sums())
        };
        let before = self.before.as_ref().map(rule);
        let now = rule(&self.sheet);
        match before {
            None => self.sheet.min_count.is_some(),
            Some(before) => before != now,
        }
    }

    /// Whether its figures have to be computed anew.
    pub(crate) fn has_new_formula(&self) -> bool {
        let before = self.before.as_ref().and_then(|sheet| sheet.formula.as_ref());
        self.sheet.formula.is_some() && self.sheet.formula.as_ref() != before
    }
}

/// Weighs proposed sheets against the catalogue as the transaction sees it: all that is wrong with them is found, and
/// when anything is, none is taken.
pub(crate) fn plan(
    connection: &mut AnyConnection,
    proposed: &[ProposedSheet],
) -> Result<Result<Plan, Vec<SheetFault>>, StoreError> {
    let units = indicators::units(connection)?;
    let here: Vec<Sheet> = indicators::all(connection)?.iter().map(Sheet::from).collect();
    let (latest, in_force) = (sheets::latest(connection)?, sheets::in_force(connection)?);
    let mut faults = Vec::new();
    let mut plan = Plan {
        changes: Vec::new(),
        unchanged: 0,
    };
    let mut seen = HashSet::new();
    for one in proposed {
        let sheet = one.sheet.clone().tidied();
        if !seen.insert(sheet.code.clone()) {
            faults.push(twice(&sheet.code));
            continue;
        }
        let found = sheet_faults(&sheet, &units);
        let is_sound = found.is_empty();
        faults.extend(found);
        let before = here.iter().find(|known| known.code == sheet.code);
        let fields = sheet.changes_since(before);
        if is_sound && fields.is_empty() {
            plan.unchanged += 1;
            continue;
        }
        faults.extend(seen_fault(
            &sheet.code,
            one.seen,
            in_force.get(&sheet.code).copied(),
        ));
        if let Some(before) = before
            && before.frequency != sheet.frequency
            && indicators::has_figures(connection, &sheet.code)?
        {
            faults.push(has_figures(&sheet.code));
        }
        faults.extend(lost_parts(connection, &sheet, before)?);
        if let Some(before) = before {
            faults.extend(lost_sum(connection, &sheet, before)?);
        }
        if sheet.gate.is_open() && before.is_some_and(|before| !before.gate.is_open()) {
            let waiting = awaiting::count(connection, &sheet.code)?;
            faults.extend((waiting > 0).then(|| figures_wait(&sheet.code, waiting)));
        }
        let number = latest.get(&sheet.code).copied().unwrap_or(0) + 1;
        plan.changes.push(Planned {
            told: ChangedSheet {
                indicator: sheet.code.clone(),
                number,
                is_new: before.is_none(),
                fields,
            },
            before: before.cloned(),
            sheet,
        });
    }
    faults.extend(faults_together(here, &plan));
    Ok(match faults.is_empty() {
        true => Ok(plan),
        false => Err(faults),
    })
}

/// Parts that the sheet does not have any more and of which there are figures: nobody could send them again, or take
/// them back.
fn lost_parts(
    connection: &mut AnyConnection,
    sheet: &Sheet,
    before: Option<&Sheet>,
) -> Result<Option<SheetFault>, StoreError> {
    let left: Vec<Part> = match before {
        None => Vec::new(),
        Some(before) => before.division().parts(),
    };
    let left: Vec<Part> = left
        .into_iter()
        .filter(|part| !sheet.division().has(*part))
        .collect();
    if left.is_empty() {
        return Ok(None);
    }
    let with_figures = dividing::parts_with_figures(connection, &sheet.code)?;
    let lost = left.iter().find(|part| with_figures.contains(&part.to_string()));
    Ok(lost.map(|part| {
        let field = match sheet.breakdowns.contains(&part.breakdown()) {
            true => "age_groups",
            false => "breakdowns",
        };
        SheetFault::new(
            &sheet.code,
            field,
            SheetFaultCode::HasFigures,
            format!("Daļai {part} jau ir vērtības; tās vispirms jāatsauc."),
            format!("There are figures of the part {part}; they have to be withdrawn first."),
        )
    }))
}

/// What added up or was computed, and would not be any more, where something in it is hidden. Readers keep the sums of earlier versions, and
/// what protects a hidden figure is chosen by the sums of now: with a sum forgotten, it would be shown. So would what was
/// computed from a hidden figure, if it were collected from now on.
pub(crate) fn lost_sum(
    connection: &mut AnyConnection,
    sheet: &Sheet,
    before: &Sheet,
) -> Result<Option<SheetFault>, StoreError> {
    let mut terms: Vec<IndicatorCode> = vec![sheet.code.clone()];
    let formula = before
        .formula
        .as_deref()
        .filter(|_| before.formula != sheet.formula);
    let sums = sheet.division().sums();
    let forgets_sum = before.division().sums().iter().any(|sum| !sums.contains(sum));
    let field = if forgets_sum {
        "parts_add_up"
    } else if let Some(formula) = formula.and_then(|text| Formula::parse(text).ok())
        && (sheet.formula.is_none() || formula.weights().is_some())
    {
        terms.extend(formula.inputs());
        "formula"
    } else {
        return Ok(None);
    };
    let hiding = hidden::hiding(connection)?;
    let hides = terms
        .iter()
        .find(|term| hiding.iter().any(|(_, code)| code == *term));
    Ok(hides.map(|code| {
        SheetFault::new(
            &sheet.code,
            field,
            SheetFaultCode::HasHidden,
            format!(
                "Rādītājam {code} ir slēptas vērtības, un tās atklātu agrāk publicētās summas, ja šī saskaitīšana vairs \
                 nebūtu spēkā. Mainītam aprēķinam vajadzīgs jauns rādītājs."
            ),
            format!(
                "Figures of {code} are hidden, and the sums published earlier would tell them if this did not add up any \
                 more. What is computed otherwise is another indicator."
            ),
        )
    }))
}

/// What is wrong with the catalogue as it would be.
fn faults_together(here: Vec<Sheet>, plan: &Plan) -> Vec<SheetFault> {
    let mut changes: HashMap<&IndicatorCode, &Sheet> = plan
        .changes
        .iter()
        .map(|change| (&change.sheet.code, &change.sheet))
        .collect();
    let changed: HashSet<IndicatorCode> = changes.keys().map(|code| (*code).clone()).collect();
    let mut catalogue: Vec<Sheet> = here
        .into_iter()
        .map(|sheet| changes.remove(&sheet.code).cloned().unwrap_or(sheet))
        .collect();
    let new = plan
        .changes
        .iter()
        .filter(|change| changes.contains_key(&change.sheet.code));
    catalogue.extend(new.map(|change| change.sheet.clone()));
    catalogue_faults(&catalogue, &changed)
}

fn seen_fault(code: &IndicatorCode, seen: Option<u64>, now: Option<u64>) -> Option<SheetFault> {
    match (seen, now) {
        (Some(seen), Some(now)) if seen != now => Some(SheetFault::new(
            code,
            "code",
            SheetFaultCode::Stale,
            format!("Lapa pa šo laiku ir mainīta: ir {now}. versija, bet šī rakstīta pēc {seen}. versijas."),
            format!(
                "The sheet was changed in the meantime: it is in version {now}, and this one was written on version {seen}."
            ),
        )),
        (Some(seen), None) => Some(SheetFault::new(
            code,
            "code",
            SheetFaultCode::UnknownVersion,
            format!(
                "Rādītāja {code} katalogā nav, tātad nav arī tā {seen}. versijas. Jauna rādītāja lapai versiju neraksta."
            ),
            format!(
                "There is no indicator {code} in the catalogue, and so no version {seen} of it. A new sheet is written without a version."
            ),
        )),
        _ => None,
    }
}

fn twice(code: &IndicatorCode) -> SheetFault {
    SheetFault::new(
        code,
        "code",
        SheetFaultCode::Duplicate,
        format!("Rādītāja {code} lapa ir divreiz."),
        format!("The sheet of {code} stands there twice."),
    )
}

fn figures_wait(code: &IndicatorCode, waiting: u64) -> SheetFault {
    SheetFault::new(
        code,
        "gate",
        SheetFaultCode::FiguresWait,
        format!(
            "Rādītāja {code} publiskošanu gaida vēl nepubliskotas vērtības (skaits: {waiting}), un atvērtam rādītājam \
             publiskošanu neplāno. Vispirms publiskojiet tās (POST /releases) vai lūdziet sūtītājam tās atsaukt."
        ),
        format!(
            "Figures of {code} wait for a release ({waiting} of them), and no release is planned of an open indicator. \
             Release them first (POST /releases), or ask their sender to take them back."
        ),
    )
}

fn has_figures(code: &IndicatorCode) -> SheetFault {
    SheetFault::new(
        code,
        "frequency",
        SheetFaultCode::HasFigures,
        format!(
            "Rādītājam {code} jau ir dati par cita garuma periodiem, tāpēc biežumu mainīt nevar; vajadzīgs jauns rādītājs."
        ),
        format!(
            "{code} has figures of periods of another length, so its frequency stays; another frequency is another indicator."
        ),
    )
}
