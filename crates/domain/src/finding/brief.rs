//! The sentences of the councillor's page. A question asks what explains a figure and what can be done; it blames nobody, and
//! claims no more than where the figures lie.

use super::sentences::distance_to_median;
use super::words::status;
use super::{agreement, band as band_words};
use crate::brief::{DriftBeginning, SimilarFigure};
use crate::compare::Band;
use crate::evidence::Evidence;
use crate::indicator::{Direction, Indicator};
use crate::locale::{capitalised, is_singular, period_of, quantity};
use crate::period::Period;
use crate::status::ObservationStatus;
use crate::text::{Language, Text};
use crate::verdict::Agreement;

/// What a question is about.
#[derive(Debug, Clone, Copy)]
pub enum QuestionWords<'a> {
    /// A cost in the worst quarter, and what it buys too.
    CostHigh {
        /// The cost.
        cost: &'a Indicator,
        /// What it buys.
        result: &'a Indicator,
    },
    /// A cost in the best quarter, and what it buys in the worst.
    CostLow {
        /// The cost.
        cost: &'a Indicator,
        /// What it buys.
        result: &'a Indicator,
    },
    /// In the worst quarter of every set that gives quarters.
    WorstInEverySet {
        /// The indicator.
        indicator: &'a Indicator,
        /// How many sets give quarters.
        said: usize,
        /// How many were asked.
        of: usize,
    },
    /// The gap to the median moves the unfavourable way.
    MovingAway {
        /// The indicator.
        indicator: &'a Indicator,
        /// Since when.
        beginning: &'a DriftBeginning,
    },
    /// A similar municipality is far ahead.
    FarFromSimilar {
        /// The indicator.
        indicator: &'a Indicator,
        /// The own value.
        own: f64,
        /// The other's.
        similar: &'a SimilarFigure,
    },
    /// There is no value.
    Missing {
        /// The indicator.
        indicator: &'a Indicator,
        /// Of when.
        period: Period,
        /// How many others have one.
        with_value: u32,
        /// How many others there are.
        others: u32,
    },
}

/// A status in both languages, where it is one to be marked.
pub fn status_text(one: ObservationStatus) -> Option<Text> {
    Some(Text::new(status(Language::Lv, one)?, status(Language::En, one)?))
}

/// A strength or a concern: the figure, and what the comparison sets say of it.
pub fn merit(indicator: &Indicator, figure: &Evidence, band: Band, agreeing: usize, sets: usize) -> Text {
    in_both(|language| {
        let alone = capitalised(band_words(language, band));
        let all = Agreement::Same { band, said: agreeing };
        let said = match (language, agreeing) {
            (_, 0) => format!("{alone}."),
            (_, 2..) if agreeing == sets => agreement(language, all, sets).unwrap_or_default(),
            (Language::Lv, _) => format!("{alone}; to pašu rāda {agreeing} no {sets} salīdzinājumiem."),
            (Language::En, 1) => format!("{alone}; 1 of {sets} comparisons says the same."),
            (Language::En, _) => format!("{alone}; {agreeing} of {sets} comparisons say the same."),
        };
        format!("{} {said}", evidence(language, indicator, figure))
    })
}

/// A question as it can be asked in the council.
pub fn question(words: &QuestionWords<'_>) -> Text {
    in_both(|language| match language {
        Language::Lv => question_lv(words),
        Language::En => question_en(words),
    })
}

fn question_lv(words: &QuestionWords<'_>) -> String {
    let lv = Language::Lv;
    match *words {
        QuestionWords::CostHigh { cost, result } => format!(
            "Kas nosaka rādītāju {} ({} ceturtdaļa), un kas vajadzīgs, lai uzlabotos {} ({} ceturtdaļa)?",
            quoted(lv, &cost.name),
            end_lv(cost, Band::Worst).0,
            quoted(lv, &result.name),
            end_lv(result, Band::Worst).0
        ),
        QuestionWords::CostLow { cost, result } => format!(
            "Vai rādītāji {} ({} ceturtdaļa) un {} ({} ceturtdaļa) ir saistīti, un vai tāds samērs ir domes izvēle?",
            quoted(lv, &cost.name),
            end_lv(cost, Band::Best).0,
            quoted(lv, &result.name),
            end_lv(result, Band::Worst).0
        ),
        QuestionWords::WorstInEverySet { indicator, said, of } => {
            let sets = match (said, said == of) {
                (2, true) => "abos salīdzinājumos".to_owned(),
                (_, true) => format!("visos {said} salīdzinājumos"),
                (2, false) => "abos salīdzinājumos, kuros ir ceturtdaļas".to_owned(),
                (_, false) => format!("visos {said} salīdzinājumos, kuros ir ceturtdaļas"),
            };
            format!(
                "Kā izskaidrojams, ka {} ir {} ceturtdaļā {sets}, un ko no tā varam ietekmēt?",
                quoted(lv, &indicator.name),
                end_lv(indicator, Band::Worst).1,
            )
        }
        QuestionWords::MovingAway { indicator, beginning } => {
            let moves = match indicator.direction {
                Direction::Lower => "palielinās",
                _ => "samazinās",
            };
            format!(
                "Kāpēc {} kopš {} salīdzinājumā ar mediānu katru gadu {moves}, un ko no tā varam ietekmēt?",
                quoted(lv, &indicator.name),
                period_of(lv, beginning.period),
            )
        }
        QuestionWords::FarFromSimilar {
            indicator,
            own,
            similar,
        } => format!(
            "Ko varam mācīties no līdzīgas pašvaldības ({}), kurai {} ir {}, bet mums – {}?",
            similar.name.lv,
            quoted(lv, &indicator.name),
            shown(lv, indicator, similar.value),
            shown(lv, indicator, own),
        ),
        QuestionWords::Missing {
            indicator,
            period,
            with_value,
            others,
        } => {
            let others = match is_singular(lv, u64::from(others)) {
                true => format!("{others} pārējās salīdzinātās pašvaldības"),
                false => format!("{others} pārējām salīdzinātajām pašvaldībām"),
            };
            format!(
                "Kas vajadzīgs, lai arī mums būtu rādītāja {} {} vērtība, kāda ir {with_value} no {others}?",
                quoted(lv, &indicator.name),
                period_of(lv, period),
            )
        }
    }
}

fn question_en(words: &QuestionWords<'_>) -> String {
    let en = Language::En;
    match *words {
        QuestionWords::CostHigh { cost, result } => format!(
            "What determines {} ({} quarter), and what would it take for {} ({} quarter) to improve?",
            quoted(en, &cost.name),
            end_en(cost, Band::Worst),
            quoted(en, &result.name),
            end_en(result, Band::Worst)
        ),
        QuestionWords::CostLow { cost, result } => format!(
            "Are {} ({} quarter) and {} ({} quarter) connected, and is this balance the council’s choice?",
            quoted(en, &cost.name),
            end_en(cost, Band::Best),
            quoted(en, &result.name),
            end_en(result, Band::Worst)
        ),
        QuestionWords::WorstInEverySet { indicator, said, of } => {
            let sets = match (said, said == of) {
                (2, true) => "both comparisons".to_owned(),
                (_, true) => format!("all {said} comparisons"),
                (2, false) => "both comparisons that give quarters".to_owned(),
                (_, false) => format!("all {said} comparisons that give quarters"),
            };
            format!(
                "What explains that {} is in the {} quarter in {sets}, and which part of it can we influence?",
                quoted(en, &indicator.name),
                end_en(indicator, Band::Worst),
            )
        }
        QuestionWords::MovingAway { indicator, beginning } => {
            let moves = match indicator.direction {
                Direction::Lower => "risen",
                _ => "fallen",
            };
            format!(
                "Why has {} {moves} every year since {} relative to the median, and which part of it can we influence?",
                quoted(en, &indicator.name),
                period_of(en, beginning.period),
            )
        }
        QuestionWords::FarFromSimilar {
            indicator,
            own,
            similar,
        } => format!(
            "What can we learn from a similar municipality ({}), where {} is {} and ours is {}?",
            similar.name.en,
            quoted(en, &indicator.name),
            shown(en, indicator, similar.value),
            shown(en, indicator, own),
        ),
        QuestionWords::Missing {
            indicator,
            period,
            with_value,
            others,
        } => format!(
            "What would it take for us to have a value of {} for {} too, as {with_value} of the {others} other municipalities compared have?",
            quoted(en, &indicator.name),
            period_of(en, period),
        ),
    }
}

/// The figures that raise a question, in words; `figures` are its evidence, in the order of the question.
pub fn why(words: &QuestionWords<'_>, figures: &[Evidence]) -> Text {
    let indicators = match *words {
        QuestionWords::CostHigh { cost, result } | QuestionWords::CostLow { cost, result } => {
            vec![cost, result]
        }
        QuestionWords::WorstInEverySet { indicator, .. }
        | QuestionWords::MovingAway { indicator, .. }
        | QuestionWords::FarFromSimilar { indicator, .. }
        | QuestionWords::Missing { indicator, .. } => vec![indicator],
    };
    in_both(|language| {
        let mut sentences: Vec<String> = indicators
            .iter()
            .zip(figures)
            .map(|(indicator, figure)| evidence(language, indicator, figure))
            .collect();
        match *words {
            QuestionWords::MovingAway { indicator, beginning } => {
                sentences.push(began(language, indicator, beginning));
            }
            QuestionWords::FarFromSimilar { similar, .. } => {
                let (name, mark) = (similar.name.get(language), status(language, similar.status));
                sentences.extend(mark.map(|mark| format!("{name}: {mark}.")));
            }
            _ => {}
        }
        sentences.join(" ")
    })
}

/// Where a movement began, and what became of the median meanwhile.
fn began(language: Language, indicator: &Indicator, beginning: &DriftBeginning) -> String {
    let at = |value: f64| shown(language, indicator, value);
    let (own, before, after) = (
        at(beginning.value),
        at(beginning.median),
        at(beginning.median_now),
    );
    let (period, n) = (beginning.period, beginning.n);
    match language {
        Language::Lv => format!(
            "{period}: {own}; to pašvaldību mediāna, kurām vērtība ir visos šajos gados ({n}): {before}, tagad {after}."
        ),
        Language::En => format!(
            "{period}: {own}; median of those with a value in all these years ({n}): {before}, now {after}."
        ),
    }
}

/// A figure in a sentence: indicator, period, value, distance to the median, how many have a value, and its mark.
pub fn evidence(language: Language, indicator: &Indicator, figure: &Evidence) -> String {
    let name = quoted(language, &indicator.name);
    let period = figure
        .period
        .map_or(String::new(), |period| format!(" ({period})"));
    let value = match figure.value.zip(figure.median) {
        Some((value, median)) => format!(
            "{}, {} ({})",
            shown(language, indicator, value),
            distance_to_median(language, indicator, value, median),
            shown(language, indicator, median)
        ),
        None => match language {
            Language::Lv => "nav vērtības".to_owned(),
            Language::En => "no value".to_owned(),
        },
    };
    let mark = status(language, figure.status).map_or(String::new(), |mark| format!("; {mark}"));
    let (with_value, n) = (figure.with_value, figure.n);
    match language {
        Language::Lv => {
            let compared = match is_singular(language, u64::from(n)) {
                true => "salīdzinātās pašvaldības",
                false => "salīdzinātajām pašvaldībām",
            };
            format!("{name}{period}: {value}{mark}; vērtība ir {with_value} no {n} {compared}.")
        }
        Language::En => {
            format!("{name}{period}: {value}{mark}; {with_value} of {n} municipalities have a value.")
        }
    }
}

/// The name of an indicator inside a sentence.
pub fn quoted(language: Language, name: &Text) -> String {
    match language {
        Language::Lv => format!("„{}”", name.lv),
        Language::En => format!("“{}”", name.en),
    }
}

fn shown(language: Language, indicator: &Indicator, value: f64) -> String {
    let symbol = indicator.unit.symbol.get(language);
    quantity(language, value, indicator.decimals, symbol)
}

/// Whether a quarter is that of the greatest values: which end it is says what is there, without judging it.
fn is_highest(indicator: &Indicator, band: Band) -> bool {
    (indicator.direction == Direction::Lower) == (band == Band::Worst)
}

/// The end in Latvian: as it stands alone, and as a place.
fn end_lv(indicator: &Indicator, band: Band) -> (&'static str, &'static str) {
    match is_highest(indicator, band) {
        true => ("augstākā", "augstākajā"),
        false => ("zemākā", "zemākajā"),
    }
}

fn end_en(indicator: &Indicator, band: Band) -> &'static str {
    match is_highest(indicator, band) {
        true => "highest",
        false => "lowest",
    }
}

fn in_both(said: impl Fn(Language) -> String) -> Text {
    Text::new(said(Language::Lv), said(Language::En))
}
