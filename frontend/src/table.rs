//! The rows of a comparison's table and their order, known without a browser.

use blis_domain::area::AreaCode;
use blis_domain::compare::{Band, Comparison};
use blis_domain::explanation::Explanation;
use blis_domain::locale::sort_key;
use blis_domain::status::{MissingReason, ObservationStatus};
use std::cmp::Ordering;
use std::collections::HashMap;

/// One peer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// Who.
    pub(crate) area: AreaCode,
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: Option<f64>,
    /// Its rank.
    pub(crate) rank: Option<u32>,
    /// Its band.
    pub(crate) band: Option<Band>,
    /// The status of its value.
    pub(crate) status: Option<ObservationStatus>,
    /// Why there is no value.
    pub(crate) reason: Option<MissingReason>,
    /// What the municipality says of it.
    pub(crate) explanation: Option<Explanation>,
}

/// A column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SortBy {
    /// Rank: the best first.
    #[default]
    Rank,
    /// Name, by the Latvian alphabet.
    Name,
    /// Value: the greatest first.
    Value,
}

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sort {
    by: SortBy,
    reversed: bool,
}

impl Sort {
    /// The order after its column was pressed: that column, or the same the other way round.
    pub(crate) fn turned(self, by: SortBy) -> Sort {
        Sort {
            by,
            reversed: self.by == by && !self.reversed,
        }
    }

    /// What `aria-sort` says of a column.
    pub(crate) fn aria(self, by: SortBy) -> Option<&'static str> {
        (self.by == by).then_some(match self.by == SortBy::Value {
            // Values begin with the greatest.
            starts_descending if starts_descending == self.reversed => "ascending",
            _ => "descending",
        })
    }

    /// The sign that stands beside the name of a column.
    pub(crate) fn sign(self, by: SortBy) -> &'static str {
        match self.aria(by) {
            Some("ascending") => "▴",
            Some(_) => "▾",
            None => "",
        }
    }
}

/// The rows of a comparison in an order; peers without a value come last in any, by name.
pub(crate) fn rows(comparison: &Comparison, names: &HashMap<AreaCode, String>, sort: Sort) -> Vec<Row> {
    let name = |area: &AreaCode| names.get(area).cloned().unwrap_or_else(|| area.to_string());
    let with_value = comparison.items.iter().map(|item| Row {
        area: item.area.clone(),
        name: name(&item.area),
        value: Some(item.value),
        rank: Some(item.rank),
        band: item.band,
        status: Some(item.status),
        reason: None,
        explanation: item.explanation.clone(),
    });
    let without = comparison.missing.iter().map(|item| Row {
        area: item.area.clone(),
        name: name(&item.area),
        value: None,
        rank: None,
        band: None,
        status: None,
        reason: Some(item.reason),
        explanation: item.explanation.clone(),
    });
    let mut rows: Vec<Row> = with_value.chain(without).collect();
    rows.sort_by(|a, b| order(a, b, sort));
    rows
}

fn order(a: &Row, b: &Row, sort: Sort) -> Ordering {
    let by_name = sort_key(&a.name).cmp(&sort_key(&b.name));
    let (Some(value_a), Some(value_b)) = (a.value, b.value) else {
        return b.value.is_some().cmp(&a.value.is_some()).then(by_name);
    };
    let wanted = match sort.by {
        SortBy::Rank => a.rank.cmp(&b.rank),
        SortBy::Name => by_name,
        SortBy::Value => value_b.total_cmp(&value_a),
    };
    let wanted = if sort.reversed { wanted.reverse() } else { wanted };
    wanted.then(by_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::compare::{ComparisonItem, MissingItem};

    fn code(number: u32) -> AreaCode {
        format!("{number:07}").parse().unwrap()
    }

    /// Three with a value, less being better, and one without.
    fn comparison() -> (Comparison, HashMap<AreaCode, String>) {
        let json = serde_json::json!({
            "indicator": "TST.ONE", "area": "0000001", "period": "2016",
            "unit": {"code": "percent", "sdmx": null, "symbol": {"lv": "%", "en": "%"}, "name": {"lv": "", "en": ""}},
            "direction": "lower", "value": 1.0, "status": "A", "explanation": null, "rank": 1, "of": 3, "percentile": 100.0,
            "band": null, "band_reason": "too_few_values",
            "peers": {"selector": "all", "n": 4, "with_value": 3, "min": 1.0, "q1": 1.5, "median": 2.0, "q3": 2.5, "max": 3.0, "mean": 2.0},
            "gap_to_median": -1.0, "gap_to_best": 0.0, "best": ["0000001"], "previous": null,
            "version": 1, "demonstration": false, "items": [], "missing": []
        });
        let mut comparison: Comparison = serde_json::from_value(json).unwrap();
        comparison.items = (1..=3)
            .map(|n| ComparisonItem {
                area: code(n),
                value: f64::from(n),
                status: ObservationStatus::Normal,
                rank: n,
                band: None,
                explanation: None,
            })
            .collect();
        comparison.missing = vec![MissingItem {
            area: code(4),
            reason: MissingReason::Suppressed,
            explanation: None,
        }];
        let names = ["Talsi", "Ķekava", "Kuldīga", "Ādaži"];
        let names = (1..)
            .zip(names)
            .map(|(n, name)| (code(n), name.to_owned()))
            .collect();
        (comparison, names)
    }

    fn order_of(sort: Sort) -> Vec<String> {
        let (comparison, names) = comparison();
        rows(&comparison, &names, sort)
            .into_iter()
            .map(|row| row.name)
            .collect()
    }

    #[test]
    fn a_column_pressed_twice_turns_round() {
        let by_rank = Sort::default();
        assert_eq!(order_of(by_rank), ["Talsi", "Ķekava", "Kuldīga", "Ādaži"]);
        let by_value = by_rank.turned(SortBy::Value);
        assert_eq!(order_of(by_value), ["Kuldīga", "Ķekava", "Talsi", "Ādaži"]);
        assert_eq!(by_value.aria(SortBy::Value), Some("descending"));
        let least_first = by_value.turned(SortBy::Value);
        assert_eq!(order_of(least_first), ["Talsi", "Ķekava", "Kuldīga", "Ādaži"]);
        assert_eq!(least_first.aria(SortBy::Value), Some("ascending"));
        assert_eq!(least_first.aria(SortBy::Name), None);
    }

    #[test]
    fn names_follow_the_latvian_alphabet_and_no_value_is_always_last() {
        let by_name = Sort::default().turned(SortBy::Name);
        assert_eq!(order_of(by_name), ["Kuldīga", "Ķekava", "Talsi", "Ādaži"]);
        assert_eq!(
            order_of(by_name.turned(SortBy::Name)).last().map(String::as_str),
            Some("Ādaži"),
            "what has no value is no extreme of anything"
        );
    }
}
