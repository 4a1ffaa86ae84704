//! What two periods say: who went which way, and what cannot be compared.

use super::sentences::{difference, gap, moved};
use super::words::missing_reason;
use crate::area::AreaCode;
use crate::indicator::Indicator;
use crate::locale::{is_singular, period_of, shown_difference};
use crate::movement::{Course, Incomparable, Movement, Movements, Turn};
use crate::period::Period;
use crate::status::MissingReason;
use crate::text::Language;

/// Whether a value went the better way.
pub fn turn(language: Language, turn: Turn) -> &'static str {
    match (language, turn) {
        (Language::Lv, Turn::Better) => "labāk",
        (Language::Lv, Turn::Same) => "bez pārmaiņām",
        (Language::Lv, Turn::Worse) => "sliktāk",
        (Language::En, Turn::Better) => "better",
        (Language::En, Turn::Same) => "unchanged",
        (Language::En, Turn::Worse) => "worse",
    }
}

/// Why two values are not to be compared.
pub fn incomparable(language: Language, why: Incomparable) -> &'static str {
    match (language, why) {
        (Language::Lv, Incomparable::Definition) => "mainījusies definīcija",
        (Language::Lv, Incomparable::Borders) => "mainījušās robežas",
        (Language::Lv, Incomparable::Series) => "pārrāvums rindā",
        (Language::En, Incomparable::Definition) => "the definition changed",
        (Language::En, Incomparable::Borders) => "the borders changed",
        (Language::En, Incomparable::Series) => "break in the series",
    }
}

/// What became of one value, for a card: `2012–2016: +1,3 p.p., labāk`.
pub fn movement(
    language: Language,
    indicator: &Indicator,
    movement: &Movement,
    (before, after): (Period, Period),
) -> String {
    let said = match (movement.course, movement.before.value.zip(movement.after.value)) {
        (Course::Moved(_), Some((from, to))) => {
            let change = difference(language, indicator, to, from);
            match movement.turn(indicator.direction) {
                Some(one) => format!("{change}, {}", turn(language, one)),
                None => change,
            }
        }
        (Course::Broken(why), _) => {
            let why = incomparable(language, why);
            match language {
                Language::Lv => format!("vērtības nav salīdzināmas ({why})"),
                Language::En => format!("the values are not comparable ({why})"),
            }
        }
        _ => {
            let Some((period, reason)) = absence(movement, (before, after)) else {
                return String::new();
            };
            return lacking(language, &[period], reason);
        }
    };
    format!("{before}–{after}: {said}")
}

/// Who went which way between two periods, how many could not be compared, and how the area moved beside the median.
/// `name` is the area's name.
pub fn movements(language: Language, name: &str, indicator: &Indicator, found: &Movements) -> String {
    let mut said = vec![counted(language, found)];
    let counts = found.counts();
    said.extend(not_comparable(language, counts.broken));
    said.extend(one_sided(language, counts.missing));
    said.extend(
        found
            .of(&found.area)
            .map(|own| own_course(language, name, indicator, own, found)),
    );
    said.join(" ")
}

/// Who is not compared, and why: one sentence a reason, each with the names; first whose values cannot be compared, then
/// who lacks one.
pub fn uncompared(language: Language, found: &Movements, name: impl Fn(&AreaCode) -> String) -> Vec<String> {
    let mut reasons: Vec<(bool, String, Vec<String>)> = Vec::new();
    for movement in &found.all {
        let (lacks, reason) = match movement.course {
            Course::Moved(_) => continue,
            Course::Broken(why) => (false, no_line(language, why, found)),
            Course::Missing { .. } => match absences(movement, found) {
                (periods, Some(reason)) => (true, lacking(language, &periods, reason)),
                _ => continue,
            },
        };
        match reasons.iter_mut().find(|(_, one, _)| *one == reason) {
            Some((_, _, names)) => names.push(name(&movement.area)),
            None => reasons.push((lacks, reason, vec![name(&movement.area)])),
        }
    }
    reasons.sort_by_key(|(lacks, _, _)| *lacks);
    let counts = found.counts();
    let with_both = (counts.compared() + counts.broken) as usize;
    reasons
        .into_iter()
        .map(|(lacks, reason, names)| {
            let whole = match lacks {
                true => found.all.len(),
                false => with_both,
            };
            let who = match (language, lacks) {
                _ if names.len() < whole.max(2) => names.join(", "),
                (Language::Lv, true) => "visas pašvaldības".to_owned(),
                (Language::Lv, false) => "visas pašvaldības, kurām ir abas vērtības".to_owned(),
                (Language::En, true) => "all municipalities".to_owned(),
                (Language::En, false) => "all municipalities that have both".to_owned(),
            };
            format!("{reason}: {who}.")
        })
        .collect()
}

fn no_line(language: Language, why: Incomparable, found: &Movements) -> String {
    let (before, after) = (found.before, found.after);
    let why = incomparable(language, why);
    match language {
        Language::Lv => format!("Vērtības nav salīdzināmas ({before}–{after}: {why})"),
        Language::En => format!("Values are not comparable ({before}–{after}: {why})"),
    }
}

/// The periods without a value, and why; the reason of the later one where both lack one.
fn absences(movement: &Movement, found: &Movements) -> (Vec<Period>, Option<MissingReason>) {
    let Course::Missing { before, after } = movement.course else {
        return (Vec::new(), None);
    };
    let ends = [(before, found.before), (after, found.after)];
    let periods = ends.iter().filter_map(|(reason, period)| reason.map(|_| *period));
    (periods.collect(), after.or(before))
}

/// The period without a value that a card tells: the earlier one first.
fn absence(movement: &Movement, (before, after): (Period, Period)) -> Option<(Period, MissingReason)> {
    match movement.course {
        Course::Missing {
            before: Some(reason), ..
        } => Some((before, reason)),
        Course::Missing {
            after: Some(reason), ..
        } => Some((after, reason)),
        _ => None,
    }
}

/// That there is no value: `Nav 2012. gada vērtības (nav saņemta)`.
fn lacking(language: Language, periods: &[Period], reason: MissingReason) -> String {
    let of: Vec<String> = periods
        .iter()
        .map(|period| period_of(language, *period))
        .collect();
    let reason = missing_reason(language, reason);
    match (language, of.as_slice()) {
        (Language::Lv, [first, second]) => format!("Nav ne {first}, ne {second} vērtības ({reason})"),
        (Language::En, [first, second]) => format!("No value of {first} or of {second} ({reason})"),
        (Language::Lv, _) => format!("Nav {} vērtības ({reason})", of.join(" un ")),
        (Language::En, _) => format!("No value of {} ({reason})", of.join(" and ")),
    }
}

fn counted(language: Language, found: &Movements) -> String {
    let counts = found.counts();
    let n = counts.compared();
    let (before, after) = (found.before, found.after);
    let (rose, fell, stayed) = (counts.rose, counts.fell, counts.stayed);
    match language {
        Language::Lv if n == 0 => {
            format!("{before}–{after}: nav nevienas pašvaldības, kurai abas vērtības var salīdzināt.")
        }
        Language::En if n == 0 => {
            format!("{before}–{after}: there is no municipality with two values to compare.")
        }
        Language::Lv => {
            let compared = match is_singular(language, u64::from(n)) {
                true => format!("salīdzināta {n} pašvaldība"),
                false => format!("salīdzinātas {n} pašvaldības"),
            };
            format!(
                "{before}–{after}: {compared}; vērtība ir augusi {rose}, sarukusi {fell}, nav mainījusies {stayed}."
            )
        }
        Language::En => {
            let of = if n == 1 { "municipality" } else { "municipalities" };
            format!(
                "{before}–{after}: {n} {of} compared; the value rose in {rose}, fell in {fell}, stayed in {stayed}."
            )
        }
    }
}

fn not_comparable(language: Language, n: u32) -> Option<String> {
    (n > 0).then(|| match language {
        Language::Lv if is_singular(language, u64::from(n)) => {
            format!("{n} pašvaldībai vērtības nav salīdzināmas.")
        }
        Language::Lv => format!("{n} pašvaldībām vērtības nav salīdzināmas."),
        Language::En if n == 1 => "The values of 1 municipality are not comparable.".to_owned(),
        Language::En => format!("The values of {n} municipalities are not comparable."),
    })
}

fn one_sided(language: Language, n: u32) -> Option<String> {
    (n > 0).then(|| match language {
        Language::Lv if is_singular(language, u64::from(n)) => {
            format!("{n} pašvaldībai trūkst vienas vai abu vērtību.")
        }
        Language::Lv => format!("{n} pašvaldībām trūkst vienas vai abu vērtību."),
        Language::En if n == 1 => "1 municipality lacks one value or both.".to_owned(),
        Language::En => format!("{n} municipalities lack one value or both."),
    })
}

/// Where the area itself went, beside the median where that can be compared.
fn own_course(
    language: Language,
    name: &str,
    indicator: &Indicator,
    own: &Movement,
    found: &Movements,
) -> String {
    let (Course::Moved(_), Some((from, to))) = (own.course, own.before.value.zip(own.after.value)) else {
        let said = match own.course {
            Course::Broken(why) => match language {
                Language::Lv => format!("vērtības nav salīdzināmas ({})", incomparable(language, why)),
                Language::En => format!("the values are not comparable ({})", incomparable(language, why)),
            },
            _ => match absences(own, found) {
                (periods, Some(reason)) => lower_first(&lacking(language, &periods, reason)),
                _ => return String::new(),
            },
        };
        return format!("{name}: {said}.");
    };
    let change = |after: f64, before: f64| {
        moved(
            language,
            indicator,
            shown_difference(after, before, indicator.decimals),
        )
    };
    let mut value = change(to, from);
    // That an unchanged value is unchanged was said by the verb.
    if let Some(one) = own.turn(indicator.direction).filter(|one| *one != Turn::Same) {
        value = format!("{value} ({})", turn(language, one));
    }
    let value = match language {
        Language::Lv => format!("{name}: vērtība {value}"),
        Language::En => format!("{name}: the value {value}"),
    };
    // Alone, the median is the value itself.
    if found.all.len() < 2 {
        return format!("{value}.");
    }
    match (language, found.comparable_medians()) {
        (Language::Lv, Some((before, after))) => format!(
            "{value}, mediāna {}; {}.",
            change(after, before),
            gap(language, indicator, (from, before), (to, after))
        ),
        (Language::En, Some((before, after))) => format!(
            "{value}, the median {}; {}.",
            change(after, before),
            gap(language, indicator, (from, before), (to, after))
        ),
        (Language::Lv, None) => format!("{value}; mediānas nav salīdzināmas."),
        (Language::En, None) => format!("{value}; the medians are not comparable."),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
