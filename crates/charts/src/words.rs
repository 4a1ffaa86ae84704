//! The few words that only charts say; every other one comes from `blis_domain::finding`.

pub(crate) mod scatter;

use blis_domain::compare::{BandReason, PeerSummary, Quarter};
use blis_domain::finding;
use blis_domain::indicator::Direction;
use blis_domain::locale::{NO_BREAK_SPACE, is_singular, number, quantity, range, shown_sign};
use blis_domain::period::Period;
use blis_domain::status::MissingReason;
use blis_domain::text::Language;
use std::cmp::Ordering;

/// In which language, digits and unit a chart writes its numbers in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Writing {
    language: Language,
    decimals: u8,
    symbol: String,
}

impl Writing {
    pub(crate) fn new(language: Language, decimals: u8, symbol: &str) -> Writing {
        Writing {
            language,
            decimals,
            symbol: symbol.to_owned(),
        }
    }

    /// A number with its unit.
    pub(crate) fn whole(&self, value: f64) -> String {
        quantity(self.language, value, self.decimals, &self.symbol)
    }

    /// A number beside a bar: with a unit of one sign (`%`), without a longer one, which forty rows would
    /// repeat and the axis says once.
    pub(crate) fn short(&self, value: f64) -> String {
        if self.has_short_unit() {
            self.whole(value)
        } else {
            number(self.language, value, self.decimals)
        }
    }

    /// A tick of an axis, with no more decimals than the axis needs; zero needs none.
    pub(crate) fn tick(&self, value: f64, decimals: u8) -> String {
        number(self.language, value, if value == 0.0 { 0 } else { decimals })
    }

    /// The tick that also names the unit.
    pub(crate) fn tick_with_unit(&self, value: f64, decimals: u8) -> String {
        quantity(self.language, value, decimals, &self.symbol)
    }

    /// Whether the unit is a single sign.
    pub(crate) fn has_short_unit(&self) -> bool {
        self.symbol.chars().count() <= 1
    }

    /// The name of the median line.
    pub(crate) fn median(&self, value: f64) -> String {
        let word = match self.language {
            Language::Lv => "mediāna",
            Language::En => "median",
        };
        format!("{word}{NO_BREAK_SPACE}{}", self.whole(value))
    }
}

/// Rows left out of a ranking: `… vēl 12`.
pub(crate) fn more(language: Language, n: usize) -> String {
    match language {
        Language::Lv => format!("…{NO_BREAK_SPACE}vēl{NO_BREAK_SPACE}{n}"),
        Language::En => format!("…{NO_BREAK_SPACE}{n}{NO_BREAK_SPACE}more"),
    }
}

/// What an asterisk beside a value means.
pub(crate) fn explained(language: Language) -> &'static str {
    match language {
        Language::Lv => "pašvaldības skaidrojums",
        Language::En => "explained by the municipality",
    }
}

/// How many peers a chart does not show because they have no value; nothing when all have one.
pub(crate) fn without_value(language: Language, peers: &PeerSummary) -> Option<String> {
    let missing = peers.n.saturating_sub(peers.with_value);
    if missing == 0 {
        return None;
    }
    Some(match language {
        Language::Lv if is_singular(language, u64::from(missing)) => {
            format!("{missing} pašvaldībai vērtības nav.")
        }
        Language::Lv => format!("{missing} pašvaldībām vērtības nav."),
        Language::En if missing == 1 => "1 municipality has no value.".to_owned(),
        Language::En => format!("{missing} municipalities have no value."),
    })
}

/// What is said of a line that has no two periods to compare.
pub(crate) fn no_trend(language: Language) -> &'static str {
    match language {
        Language::Lv => "Nav divu periodu ar vērtību, ko salīdzināt.",
        Language::En => "There are no two periods with a value to compare.",
    }
}

/// How wide the peers' middle half is, and whether it was wider or narrower in the first period shown.
pub(crate) fn half_then_and_now(
    writing: &Writing,
    (before, then): (Period, (f64, f64)),
    (last, now): (Period, (f64, f64)),
) -> String {
    let language = writing.language;
    let half = |(q1, q3): (f64, f64)| range(language, q1, q3, writing.decimals, &writing.symbol);
    let now_said = match language {
        Language::Lv => format!("Vidējās puses vērtības: {} ({last})", half(now)),
        Language::En => format!("Values of the middle half: {} ({last})", half(now)),
    };
    if before == last {
        return format!("{now_said}.");
    }
    let change = shown_sign((now.1 - now.0) - (then.1 - then.0), writing.decimals);
    let moved = match (language, change) {
        (Language::Lv, Ordering::Greater) => "atšķirības ir augušas",
        (Language::Lv, Ordering::Less) => "atšķirības ir sarukušas",
        (Language::Lv, Ordering::Equal) => "atšķirības nav mainījušās",
        (Language::En, Ordering::Greater) => "the differences have grown",
        (Language::En, Ordering::Less) => "the differences have shrunk",
        (Language::En, Ordering::Equal) => "the differences are as they were",
    };
    match language {
        Language::Lv => format!("{now_said}, iepriekš {} ({before}): {moved}.", half(then)),
        Language::En => format!("{now_said}, before {} ({before}): {moved}.", half(then)),
    }
}

/// That the latest periods alone are shown, for want of room.
pub(crate) fn latest_alone(language: Language, shown: usize, of: usize) -> String {
    match language {
        Language::Lv => format!("Redzami pēdējie periodi: {shown} no {of}."),
        Language::En => format!("The latest periods are shown: {shown} of {of}."),
    }
}

/// Which way of an indicator is the better one; nothing where neither is.
pub(crate) fn more_is(language: Language, direction: Direction) -> Option<&'static str> {
    match (language, direction) {
        (_, Direction::None) => None,
        (Language::Lv, Direction::Higher) => Some("jo vairāk, jo labāk"),
        (Language::Lv, Direction::Lower) => Some("jo mazāk, jo labāk"),
        (Language::En, Direction::Higher) => Some("more is better"),
        (Language::En, Direction::Lower) => Some("less is better"),
    }
}

/// What a quarter of a value is called in a key; the last one adds that neither way is better.
pub(crate) fn undirected(language: Language, quarter: Quarter) -> String {
    let words = finding::quarter(language, quarter);
    match quarter {
        Quarter::Upper | Quarter::Middle => words.to_owned(),
        Quarter::Lower => format!(
            "{words} ({})",
            finding::band_reason(language, BandReason::NoDirection)
        ),
    }
}

/// What the sign of a value without a quarter says.
pub(crate) fn without_quarters(language: Language) -> &'static str {
    match language {
        Language::Lv => "ceturtdaļu nav",
        Language::En => "no quarters",
    }
}

/// That there is no value, for a card.
pub(crate) fn no_value(language: Language, period: Option<Period>, reason: MissingReason) -> String {
    let nothing = finding::band_reason(language, BandReason::NoValue);
    let reason = finding::missing_reason(language, reason);
    match period {
        Some(period) => format!("{nothing} ({reason}) · {period}"),
        None => format!("{nothing} ({reason})"),
    }
}
