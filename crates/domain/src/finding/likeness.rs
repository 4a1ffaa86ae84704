//! What likeness says: why somebody is similar, whether anybody is, and whether the list hangs on one variable.
//!
//! Where a variable stands after `pēc` or `bez` it is in the genitive. An area is named before a colon, so that a city
//! and a novads, feminine and masculine, take the same sentence: what follows is said of a "pašvaldība".

use super::variables::{joined, variable};
use crate::area::AreaCode;
use crate::indicator::{Indicator, IndicatorCode};
use crate::similarity::{
    Nearness, NearnessOutcome, NearnessReason, Pair, Stability, Weight, Weights, Without,
};
use crate::text::Language;
use crate::verdict::{Agreement, VerdictStability};

/// How many variables are named that two areas are alike in; the closest.
const NAMED: usize = 3;

/// Why an area is on the list: what it is alike in, what it differs most by, and what could not be compared. `area` is
/// its name.
pub fn likeness(language: Language, area: &str, pair: &Pair, catalogue: &[Indicator]) -> String {
    let why = why(language, pair, catalogue);
    match not_compared(language, pair, catalogue) {
        Some(missing) => format!("{area}: {why} {missing}"),
        None => format!("{area}: {why}"),
    }
}

fn why(language: Language, pair: &Pair, catalogue: &[Indicator]) -> String {
    let alike = pair.alike();
    let named: Vec<String> = alike
        .iter()
        .take(NAMED)
        .map(|one| variable(language, &one.indicator, catalogue).genitive)
        .collect();
    let named = joined(language, &named);
    let Some(most) = pair.differs_most() else {
        return match (language, alike.len()) {
            (Language::Lv, 0..=NAMED) => format!("līdzīga pašvaldība pēc {named}."),
            (Language::Lv, all) => format!("līdzīga pašvaldība pēc visām {all} pazīmēm."),
            (Language::En, 0..=NAMED) => format!("similar by {named}."),
            (Language::En, all) => format!("similar by all {all} variables."),
        };
    };
    let by = variable(language, &most.indicator, catalogue).genitive;
    let differs = match (language, most.difference > 0.0) {
        (Language::Lv, true) => format!("visvairāk atšķiras pēc {by} (tur rādītājs ir augstāks)"),
        (Language::Lv, false) => format!("visvairāk atšķiras pēc {by} (tur rādītājs ir zemāks)"),
        (Language::En, true) => format!("differs most by {by} (higher there)"),
        (Language::En, false) => format!("differs most by {by} (lower there)"),
    };
    match (language, alike.is_empty()) {
        (Language::Lv, false) => format!("līdzīga pašvaldība pēc {named}; {differs}."),
        (Language::Lv, true) => format!("līdzīgu pazīmju nav; {differs}."),
        (Language::En, false) => format!("similar by {named}; {differs}."),
        (Language::En, true) => format!("alike in no variable; {differs}."),
    }
}

/// What two areas could not be compared by; nothing where they were compared by everything.
pub fn not_compared(language: Language, pair: &Pair, catalogue: &[Indicator]) -> Option<String> {
    let missing = genitives(language, &pair.missing, catalogue);
    Some(match (language, missing.len()) {
        (_, 0) => return None,
        (Language::Lv, 1) => format!("Nav salīdzināts pēc {}, jo trūkst vērtības.", missing[0]),
        (Language::Lv, _) => format!(
            "Nav salīdzināts pēc {}, jo trūkst vērtību.",
            joined(language, &missing)
        ),
        (Language::En, 1) => format!("Not compared by {}, as a value is missing.", missing[0]),
        (Language::En, _) => format!(
            "Not compared by {}, as values are missing.",
            joined(language, &missing)
        ),
    })
}

/// What to beware of where the nearest are not near; nothing where they are. `nearest` is the name of the first one.
pub fn nearness(language: Language, nearness: &Nearness, nearest: &str) -> Option<String> {
    let (near, of) = (nearness.near, nearness.of);
    Some(match (language, nearness.outcome) {
        (_, NearnessOutcome::Near) => return None,
        (language, NearnessOutcome::Unsaid) => unsaid(language, nearness.reason?).to_owned(),
        (Language::Lv, NearnessOutcome::NoTruePeer) => format!(
            "Īsti līdzīgu pašvaldību nav: arī tuvākā ({nearest}) ir tālāk, nekā tuvākā parasti ir citām pašvaldībām. \
             Salīdzinājums ar līdzīgākajām jālasa piesardzīgi."
        ),
        (Language::En, NearnessOutcome::NoTruePeer) => format!(
            "There is no true peer: even the nearest ({nearest}) is farther away than the nearest usually is for \
             others. Read comparisons with the most similar with caution."
        ),
        (Language::Lv, NearnessOutcome::PartlyNear) => {
            let first = match near {
                1 => format!("Īsti līdzīga ir tikai pirmā no {of}"),
                near => format!("Īsti līdzīgas ir tikai pirmās {near} no {of}"),
            };
            let rest = if of - near == 1 { "pēdējā" } else { "pārējās" };
            format!("{first}; {rest} ir tālāk, nekā tuvākā parasti ir citām pašvaldībām.")
        }
        (Language::En, NearnessOutcome::PartlyNear) => {
            let first = match near {
                1 => format!("Only the first of {of} is a true peer"),
                near => format!("Only the first {near} of {of} are true peers"),
            };
            let rest = if of - near == 1 {
                "the last one is"
            } else {
                "the rest are"
            };
            format!("{first}; {rest} farther away than the nearest usually is for others.")
        }
    })
}

fn unsaid(language: Language, reason: NearnessReason) -> &'static str {
    match (language, reason) {
        (Language::Lv, NearnessReason::NobodyCompared) => {
            "Līdzīgas pašvaldības noteikt nevar: trūkst vērtību, pēc kurām salīdzināt."
        }
        (Language::Lv, NearnessReason::TooFewAreas) => {
            "Vai līdzīgākās ir tuvu, pateikt nevar: pašvaldību ir pārāk maz."
        }
        (Language::Lv, NearnessReason::NoSpread) => {
            "Vai līdzīgākās ir tuvu, pateikt nevar: attālumi gandrīz neatšķiras."
        }
        (Language::En, NearnessReason::NobodyCompared) => {
            "Nobody can be called similar: the values to compare by are missing."
        }
        (Language::En, NearnessReason::TooFewAreas) => {
            "Whether the most similar are near cannot be said: there are too few municipalities."
        }
        (Language::En, NearnessReason::NoSpread) => {
            "Whether the most similar are near cannot be said: the distances hardly differ."
        }
    }
}

/// Who leaves the list and who comes when a variable is taken out. `name` says what an area is called.
pub fn list_change(
    language: Language,
    without: &Without,
    catalogue: &[Indicator],
    name: impl Fn(&AreaCode) -> String,
) -> String {
    let by = variable(language, &without.indicator, catalogue).genitive;
    let names = |areas: &[AreaCode]| joined(language, &areas.iter().map(&name).collect::<Vec<_>>());
    let (leaves, comes) = (names(&without.leaves), names(&without.comes));
    let one = |areas: &[AreaCode]| areas.len() == 1;
    let mut said = Vec::new();
    match language {
        _ if !without.changes() => {}
        Language::Lv if without.list.is_empty() => said.push("salīdzināt vairs nevar".to_owned()),
        Language::En if without.list.is_empty() => said.push("nobody can be compared any more".to_owned()),
        Language::Lv => {
            said.extend((!leaves.is_empty()).then(|| format!("izkrīt {leaves}")));
            said.extend((!comes.is_empty()).then(|| format!("klāt nāk {comes}")));
        }
        Language::En => {
            let (drop, come) = (
                if one(&without.leaves) { "drops" } else { "drop" },
                if one(&without.comes) { "comes" } else { "come" },
            );
            said.extend((!leaves.is_empty()).then(|| format!("{leaves} {drop} out")));
            said.extend((!comes.is_empty()).then(|| format!("{comes} {come} in")));
        }
    }
    match (language, said.is_empty()) {
        (Language::Lv, true) => format!("Bez {by}: saraksts nemainās."),
        (Language::En, true) => format!("Without {by}: the list stays the same."),
        (Language::Lv, false) => format!("Bez {by}: {}.", said.join("; ")),
        (Language::En, false) => format!("Without {by}: {}.", said.join("; ")),
    }
}

/// How many stay on the list whichever variable is taken out; nothing where none can be.
pub fn steadfast(language: Language, stability: &Stability) -> Option<String> {
    let of = stability.list.len();
    if of == 0 || stability.without.is_empty() {
        return None;
    }
    if !stability.without.iter().any(Without::changes) {
        return Some(match language {
            Language::Lv => "Saraksts nemainās, lai kuru pazīmi izņemtu.".to_owned(),
            Language::En => "The list stays the same whichever variable is taken out.".to_owned(),
        });
    }
    Some(match (language, stability.steadfast().len()) {
        (Language::Lv, 0) => "Katra no sarakstā esošajām izkrīt, ja izņem vienu vai otru pazīmi.".to_owned(),
        (Language::Lv, stay) => format!("Sarakstā paliek {stay} no {of}, lai kuru pazīmi izņemtu."),
        (Language::En, 0) => {
            "Everybody on the list drops out when one variable or another is taken out.".to_owned()
        }
        (Language::En, 1) => format!("1 of {of} stays on the list whichever variable is taken out."),
        (Language::En, stay) => format!("{stay} of {of} stay on the list whichever variable is taken out."),
    })
}

/// Whether a verdict hangs on one variable of likeness; nothing where there is no verdict or one variable alone.
pub fn verdict_stability(
    language: Language,
    stability: &VerdictStability,
    catalogue: &[Indicator],
) -> Option<String> {
    let turns: Vec<IndicatorCode> = stability.turns().map(|one| one.indicator.clone()).collect();
    let silent = stability.agreement == Agreement::Unsaid && turns.is_empty();
    if silent || stability.without.is_empty() {
        return None;
    }
    let without = match language {
        Language::Lv => "bez",
        Language::En => "without",
    };
    // Each by itself and not all of them at once: `bez A un bez B`.
    let told: Vec<String> = genitives(language, &turns, catalogue)
        .into_iter()
        .map(|name| format!("{without} {name}"))
        .collect();
    let told = joined(language, &told);
    Some(match (language, turns.is_empty()) {
        (Language::Lv, true) => "Spriedums ir tas pats, lai kuru līdzības pazīmi izņemtu.".to_owned(),
        (Language::Lv, false) => format!("Spriedums ir cits {told}."),
        (Language::En, true) => {
            "The verdict is the same whichever variable of likeness is taken out.".to_owned()
        }
        (Language::En, false) => format!("The verdict is different {told}."),
    })
}

/// That likeness is not measured as usual, and how; nothing where it is.
pub fn weights(language: Language, weights: &Weights, catalogue: &[Indicator]) -> Option<String> {
    let of = |sought: Weight| -> Vec<IndicatorCode> {
        let changed = weights.changed().filter(|(_, weight)| *weight == sought);
        changed.map(|(indicator, _)| indicator.clone()).collect()
    };
    let plain = |codes: &[IndicatorCode]| -> String {
        let names: Vec<String> = codes
            .iter()
            .map(|code| variable(language, code, catalogue).plain)
            .collect();
        joined(language, &names)
    };
    let mut said = Vec::new();
    for (weight, latvian, english) in [
        (Weight::Triple, "ar trīskāršu svaru", "with triple weight"),
        (Weight::Double, "ar divkāršu svaru", "with double weight"),
        (Weight::Half, "ar pusi svara", "with half the weight"),
    ] {
        let codes = of(weight);
        let how = match language {
            Language::Lv => latvian,
            Language::En => english,
        };
        if !codes.is_empty() {
            said.push(format!("{how} – {}", plain(&codes)));
        }
    }
    let out = genitives(language, &of(Weight::Out), catalogue);
    match language {
        _ if out.is_empty() => {}
        Language::Lv => said.push(format!("bez {}", joined(language, &out))),
        Language::En => said.push(format!("without {}", joined(language, &out))),
    }
    if said.is_empty() {
        return None;
    }
    let said = said.join("; ");
    Some(match language {
        Language::Lv => format!("Līdzība mērīta citādi nekā parasti: {said}."),
        Language::En => format!("Likeness is not measured as usual: {said}."),
    })
}

fn genitives(language: Language, codes: &[IndicatorCode], catalogue: &[Indicator]) -> Vec<String> {
    codes
        .iter()
        .map(|code| variable(language, code, catalogue).genitive)
        .collect()
}

#[cfg(test)]
mod tests;
