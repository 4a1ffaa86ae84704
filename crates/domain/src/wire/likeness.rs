//! Who is similar and why, as one answer.

use crate::area::AreaCode;
use crate::indicator::IndicatorCode;
use crate::similarity::{Likeness, Nearness, Pair, Weights, Without};
use serde::{Deserialize, Serialize};

/// The areas most like one, why they are, whether they are near at all, and what becomes of the list without each
/// variable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarReasons {
    /// The area asked about.
    pub area: AreaCode,
    /// The weights, in their one way of writing them; empty when all are usual.
    pub weights: Weights,
    /// What likeness is measured on: the variables that were asked for, less those that are taken out or nobody has.
    pub variables: Vec<IndicatorCode>,
    /// The areas, nearest first, with each variable's part in the distance.
    pub items: Vec<Pair>,
    /// Whether they are near at all.
    pub nearness: Nearness,
    /// The list without each of the variables; empty where there is one variable alone.
    pub without: Vec<Without>,
}

impl SimilarReasons {
    /// Of the `k` nearest of an area; `weights` are those that `likeness` was made with.
    pub fn of(area: &AreaCode, k: usize, likeness: &Likeness, weights: Weights) -> SimilarReasons {
        let mut items = likeness.nearest(area);
        items.truncate(k);
        SimilarReasons {
            area: area.clone(),
            weights,
            variables: likeness.variables().cloned().collect(),
            items,
            nearness: likeness.nearness(area, k),
            without: likeness.stability(area, k).without,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::similarity::Variable;
    use serde_json::to_value;

    #[test]
    fn an_answer_says_who_and_why_and_reads_back() {
        let areas: Vec<AreaCode> = (0..3).map(|n| format!("{n:07}").parse().unwrap()).collect();
        let variable = |indicator: &str, weight, values: [f64; 3]| Variable {
            indicator: indicator.parse().unwrap(),
            weight,
            values: values.map(Some).to_vec(),
        };
        let weights: Weights = "DEPEND:0".parse().unwrap();
        let likeness = Likeness::new(
            &areas,
            &[
                variable("CTX.UNEMP", 1.0, [5.0, 6.0, 9.0]),
                variable("CTX.PIT.PC", 1.0, [400.0, 400.0, 900.0]),
                variable("CTX.DEPEND", 0.0, [1.0, 2.0, 3.0]),
            ],
        );
        let answer = SimilarReasons::of(&areas[0], 1, &likeness, weights);
        let json = to_value(&answer).unwrap();
        assert_eq!(json["weights"], "DEPEND:0");
        assert_eq!(json["variables"], serde_json::json!(["CTX.UNEMP", "CTX.PIT.PC"]));
        assert_eq!(json["items"][0]["area"], "0000001");
        assert_eq!(json["items"][0]["compared"][0]["share"], 1.0);
        assert_eq!(json["items"][0]["compared"][1]["difference"], 0.0);
        assert_eq!(json["nearness"]["outcome"], "unsaid");
        assert_eq!(json["nearness"]["reason"], "too_few_areas");
        assert_eq!(json["without"].as_array().unwrap().len(), 2);
        assert_eq!(serde_json::from_value::<SimilarReasons>(json).unwrap(), answer);
    }
}
