//! Where an area stands over many indicators.

use crate::compare::Quarter;
use crate::locale::is_singular;
use crate::profile::PolicyAreaStanding;
use crate::text::Language;

/// The words of a quarter that is neither better nor worse.
pub fn quarter(language: Language, quarter: Quarter) -> &'static str {
    match (language, quarter) {
        (Language::Lv, Quarter::Upper) => "augšējā ceturtdaļa",
        (Language::Lv, Quarter::Middle) => "vidējā puse",
        (Language::Lv, Quarter::Lower) => "apakšējā ceturtdaļa",
        (Language::En, Quarter::Upper) => "upper quarter",
        (Language::En, Quarter::Middle) => "middle half",
        (Language::En, Quarter::Lower) => "lower quarter",
    }
}

/// In which bands the figures of an area lie, in all policy areas together. `area` is its name.
pub fn overview(language: Language, area: &str, standings: &[PolicyAreaStanding]) -> String {
    let sum = |of: fn(&PolicyAreaStanding) -> u32| standings.iter().map(of).sum::<u32>();
    let n = sum(|one| one.n);
    let (best, middle, worst) = (sum(|one| one.best), sum(|one| one.middle), sum(|one| one.worst));
    let mut said = vec![match language {
        Language::Lv => {
            let of = match is_singular(language, u64::from(n)) {
                true => "rādītāja",
                false => "rādītājiem",
            };
            format!(
                "{area}: no {n} {of} labākajā ceturtdaļā {best}, vidējā pusē {middle}, sliktākajā ceturtdaļā {worst}"
            )
        }
        Language::En => {
            let of = if n == 1 { "indicator" } else { "indicators" };
            format!(
                "{area}: of {n} {of} {best} in the best quarter, {middle} in the middle half, {worst} in the worst quarter"
            )
        }
    }];
    let others = [
        (sum(|one| one.no_band), "bez ceturtdaļām", "without quarters"),
        (sum(|one| one.missing), "bez vērtības", "without a value"),
    ];
    for (count, lv, en) in others.into_iter().filter(|(count, _, _)| *count > 0) {
        said.push(match language {
            Language::Lv => format!("{count} {lv}"),
            Language::En => format!("{count} {en}"),
        });
    }
    format!("{}.", said.join("; "))
}

/// What stands out: in which indicators an area is among the best, and in which among the worst.
pub fn standing_out(language: Language, better: &[&str], worse: &[&str]) -> Vec<String> {
    let titles = match language {
        Language::Lv => ["Labāk nekā vairumam", "Sliktāk nekā vairumam"],
        Language::En => ["Better than most", "Worse than most"],
    };
    titles
        .into_iter()
        .zip([better, worse])
        .filter(|(_, names)| !names.is_empty())
        .map(|(title, names)| format!("{title}: {}.", names.join("; ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::PolicyArea;

    fn standing(best: u32, middle: u32, worst: u32, no_band: u32, missing: u32) -> PolicyAreaStanding {
        PolicyAreaStanding {
            policy_area: PolicyArea::EducationCulture,
            n: best + middle + worst + no_band + missing,
            best,
            middle,
            worst,
            no_band,
            missing,
            indicators: Vec::new(),
        }
    }

    #[test]
    fn an_overview_tells_what_there_is_and_nothing_of_what_there_is_not() {
        let standings = [standing(2, 5, 0, 0, 1), standing(0, 10, 3, 0, 0)];
        assert_eq!(
            overview(Language::Lv, "Saldus novads", &standings),
            "Saldus novads: no 21 rādītāja labākajā ceturtdaļā 2, vidējā pusē 15, sliktākajā ceturtdaļā 3; 1 bez vērtības."
        );
        assert_eq!(
            overview(Language::En, "Saldus", &[standing(0, 0, 0, 1, 0)]),
            "Saldus: of 1 indicator 0 in the best quarter, 0 in the middle half, 0 in the worst quarter; 1 without quarters."
        );
    }

    #[test]
    fn what_stands_out_is_named() {
        assert_eq!(
            standing_out(Language::Lv, &["A", "B"], &[]),
            ["Labāk nekā vairumam: A; B."]
        );
    }
}
