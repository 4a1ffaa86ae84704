//! What two indicators say together. A relation is told with how many it rests on and that it is no cause; of few, and
//! where chance alone would do, none is told.

use super::words::missing_reason;
use crate::indicator::Indicator;
use crate::locale::{is_singular, number};
use crate::pairing::{FEWEST_FOR_RELATION, Pairing, Relation, Strength, Unpaired};
use crate::text::Language;

/// Digits a correlation is shown with.
const DECIMALS: u8 = 2;

/// What a scatter of two indicators shows: whether they go together, how closely, of how many, and that it is no cause.
pub fn together(language: Language, x: &Indicator, y: &Indicator, pairing: &Pairing) -> String {
    let (of_x, of_y) = (x.name.get(language), y.name.get(language));
    let counted = counted(language, pairing);
    if x.code == y.code {
        return match language {
            Language::Lv => format!("Uz abām asīm ir viens un tas pats rādītājs. {counted}"),
            Language::En => format!("Both axes show the same indicator. {counted}"),
        };
    }
    match pairing.relation() {
        Relation::TooFew => format!("{counted} {}", too_few(language)),
        Relation::NoVariation => format!("{} {counted}", no_variation(language)),
        Relation::Unclear { correlation } => {
            let shown = shown(language, correlation);
            match language {
                Language::Lv => format!(
                    "Skaidras sakarības starp rādītājiem „{of_x}” un „{of_y}” nav: šāda korelācija var rasties \
                     arī nejauši ({shown}). {counted}"
                ),
                Language::En => format!(
                    "There is no clear relation between “{of_x}” and “{of_y}”: such a correlation can come about by \
                     chance, too ({shown}). {counted}"
                ),
            }
        }
        Relation::Related {
            correlation,
            strength,
        } => {
            let (shown, strength) = (shown(language, correlation), self::strength(language, strength));
            let other = match (language, correlation > 0.0) {
                (Language::Lv, true) => format!("lielāka ir arī rādītāja „{of_y}” vērtība"),
                (Language::Lv, false) => format!("mazāka ir rādītāja „{of_y}” vērtība"),
                (Language::En, true) => format!("“{of_y}” is more often higher too"),
                (Language::En, false) => format!("“{of_y}” is more often lower"),
            };
            match language {
                Language::Lv => format!(
                    "Kur lielāka ir rādītāja „{of_x}” vērtība, tur biežāk {other}: {strength} ({shown}). {counted} {}",
                    no_cause(language)
                ),
                Language::En => format!(
                    "Where “{of_x}” is higher, {other}: {strength} ({shown}). {counted} {}",
                    no_cause(language)
                ),
            }
        }
    }
}

/// Why an area has no place in a scatter: which values it lacks, and the reason of each.
pub fn unpaired(language: Language, x: &Indicator, y: &Indicator, one: &Unpaired) -> String {
    let lacks = [(x, one.x), (y, one.y)];
    let said: Vec<String> = lacks
        .iter()
        .filter_map(|(indicator, reason)| {
            let reason = missing_reason(language, (*reason)?);
            let name = indicator.name.get(language);
            Some(match language {
                Language::Lv => format!("„{name}” – {reason}"),
                Language::En => format!("“{name}”: {reason}"),
            })
        })
        .collect();
    said.join("; ")
}

fn shown(language: Language, correlation: f64) -> String {
    let number = number(language, correlation, DECIMALS);
    match language {
        Language::Lv => format!("Spīrmena rangu korelācija {number}"),
        Language::En => format!("Spearman's rank correlation {number}"),
    }
}

fn strength(language: Language, strength: Strength) -> &'static str {
    match (language, strength) {
        (Language::Lv, Strength::Weak) => "vāja sakarība",
        (Language::Lv, Strength::Moderate) => "vidēji cieša sakarība",
        (Language::Lv, Strength::Strong) => "cieša sakarība",
        (Language::En, Strength::Weak) => "a weak relation",
        (Language::En, Strength::Moderate) => "a moderate relation",
        (Language::En, Strength::Strong) => "a strong relation",
    }
}

/// How many have both values, and how many lack one.
fn counted(language: Language, pairing: &Pairing) -> String {
    let (n, both, lack) = (pairing.n, pairing.pairs.len(), pairing.unpaired.len());
    let has = match language {
        Language::Lv if is_singular(language, u64::from(n)) => {
            format!("Abas vērtības ir {both} no {n} salīdzinātās pašvaldības")
        }
        Language::Lv => format!("Abas vērtības ir {both} no {n} salīdzinātajām pašvaldībām"),
        Language::En if both == 1 => format!("1 of the {n} municipalities compared has both values"),
        Language::En => format!("{both} of the {n} municipalities compared have both values"),
    };
    match (language, lack) {
        (_, 0) => format!("{has}."),
        (Language::Lv, _) if is_singular(language, lack as u64) => {
            format!("{has}; {lack} pašvaldībai trūkst vienas vai abu.")
        }
        (Language::Lv, _) => format!("{has}; {lack} pašvaldībām trūkst vienas vai abu."),
        (Language::En, 1) => format!("{has}; 1 lacks one or both."),
        (Language::En, _) => format!("{has}; {lack} lack one or both."),
    }
}

fn too_few(language: Language) -> String {
    match language {
        Language::Lv => {
            format!(
                "Pašvaldību ar abām vērtībām ir mazāk nekā {FEWEST_FOR_RELATION}, tāpēc par sakarību spriest nevar."
            )
        }
        Language::En => {
            format!("Fewer than {FEWEST_FOR_RELATION} have both, so nothing is said about a relation.")
        }
    }
}

fn no_variation(language: Language) -> &'static str {
    match language {
        Language::Lv => "Viena rādītāja vērtības visur ir vienādas, tāpēc par sakarību spriest nevar.",
        Language::En => "All values of one indicator are equal, so nothing can be said about a relation.",
    }
}

fn no_cause(language: Language) -> &'static str {
    match language {
        Language::Lv => {
            "Sakarība nenozīmē, ka viens rādītājs ir otra cēlonis: abus var ietekmēt arī kas cits."
        }
        Language::En => {
            "That they go together does not mean that one causes the other: something else may move both."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::area::AreaCode;
    use crate::pairing::pair;
    use crate::period::Period;
    use crate::samples;
    use crate::series::Series;
    use crate::status::MissingReason;
    use crate::text::Text;

    fn indicator(code: &str, lv: &str, en: &str) -> Indicator {
        Indicator {
            name: Text::new(lv, en),
            ..samples::indicator(code.parse().unwrap())
        }
    }

    fn spending() -> Indicator {
        indicator("TST.ONE", "Izdevumi uz vienu skolēnu", "Spending per pupil")
    }

    fn leaving() -> Indicator {
        indicator("TST.TWO", "Skolu pametušie", "Early school leavers")
    }

    /// As many areas as there are values, all with the first value being their place.
    fn pairing(values: &[Option<f64>]) -> Pairing {
        let areas: Vec<AreaCode> = (0..values.len())
            .map(|n| format!("{n:07}").parse().unwrap())
            .collect();
        let year = Period::year(2016).unwrap();
        let mut x = Series::empty("TST.ONE".parse().unwrap(), areas.clone(), vec![year]);
        let mut y = x.clone();
        for (place, value) in values.iter().enumerate() {
            x.values[0][place] = Some(place as f64);
            y.values[0][place] = *value;
        }
        pair(&x, &y, &areas[0], &areas, year)
    }

    fn said(language: Language, values: &[Option<f64>]) -> String {
        together(language, &spending(), &leaving(), &pairing(values))
    }

    #[test]
    fn a_relation_is_told_with_how_many_and_that_it_is_no_cause() {
        let rising: Vec<Option<f64>> = (0..11)
            .map(|place| (place > 0).then_some(f64::from(place)))
            .collect();
        assert_eq!(
            said(Language::Lv, &rising),
            "Kur lielāka ir rādītāja „Izdevumi uz vienu skolēnu” vērtība, tur biežāk lielāka ir arī rādītāja „Skolu \
             pametušie” vērtība: cieša sakarība (Spīrmena rangu korelācija 1,00). Abas vērtības ir 10 no 11 \
             salīdzinātajām pašvaldībām; 1 pašvaldībai trūkst vienas vai abu. Sakarība nenozīmē, ka viens rādītājs ir \
             otra cēlonis: abus var ietekmēt arī kas cits."
        );
        let falling: Vec<Option<f64>> = (0..21).map(|place| Some(-f64::from(place))).collect();
        assert_eq!(
            said(Language::Lv, &falling),
            "Kur lielāka ir rādītāja „Izdevumi uz vienu skolēnu” vērtība, tur biežāk mazāka ir rādītāja „Skolu \
             pametušie” vērtība: cieša sakarība (Spīrmena rangu korelācija −1,00). Abas vērtības ir 21 no 21 \
             salīdzinātās pašvaldības. Sakarība nenozīmē, ka viens rādītājs ir otra cēlonis: abus var ietekmēt arī kas \
             cits."
        );
        assert_eq!(
            said(Language::En, &falling),
            "Where “Spending per pupil” is higher, “Early school leavers” is more often lower: a strong relation \
             (Spearman's rank correlation −1.00). 21 of the 21 municipalities compared have both values. That they go \
             together does not mean that one causes the other: something else may move both."
        );
    }

    #[test]
    fn of_few_nothing_is_claimed() {
        let few: Vec<Option<f64>> = (0..9)
            .map(|place| (place > 1).then_some(f64::from(place)))
            .collect();
        assert_eq!(
            said(Language::Lv, &few),
            "Abas vērtības ir 7 no 9 salīdzinātajām pašvaldībām; 2 pašvaldībām trūkst vienas vai abu. Pašvaldību ar \
             abām vērtībām ir mazāk nekā 8, tāpēc par sakarību spriest nevar."
        );
        assert_eq!(
            said(Language::En, &few),
            "7 of the 9 municipalities compared have both values; 2 lack one or both. Fewer than 8 have both, so \
             nothing is said about a relation."
        );
    }

    #[test]
    fn what_may_be_chance_is_said_to() {
        let values: Vec<Option<f64>> = [3, 1, 4, 1, 5, 9, 2, 6, 5]
            .map(|value| Some(f64::from(value)))
            .into();
        let lv = said(Language::Lv, &values);
        assert!(
            lv.starts_with("Skaidras sakarības starp rādītājiem „Izdevumi uz vienu skolēnu” un"),
            "{lv}"
        );
        assert!(
            lv.contains("var rasties arī nejauši (Spīrmena rangu korelācija 0,55)"),
            "{lv}"
        );
        let en = said(Language::En, &values);
        assert!(en.starts_with("There is no clear relation"), "{en}");
        assert!(!en.contains("causes"), "no relation needs no caution: {en}");
    }

    #[test]
    fn what_does_not_vary_and_what_is_the_same_is_said() {
        let level = vec![Some(4.0); 12];
        assert!(said(Language::Lv, &level).starts_with("Viena rādītāja vērtības visur ir vienādas"));
        let same = together(Language::En, &spending(), &spending(), &pairing(&level));
        assert_eq!(
            same,
            "Both axes show the same indicator. 12 of the 12 municipalities compared have both values."
        );
    }

    #[test]
    fn who_is_left_out_is_told_which_value_is_missing_and_why() {
        let one = Unpaired {
            area: "0840200".parse().unwrap(),
            x: Some(MissingReason::Suppressed),
            y: Some(MissingReason::NotAvailable),
        };
        assert_eq!(
            unpaired(Language::Lv, &spending(), &leaving(), &one),
            "„Izdevumi uz vienu skolēnu” – nav rādāma; „Skolu pametušie” – nav saņemta"
        );
        let half = Unpaired { x: None, ..one };
        assert_eq!(
            unpaired(Language::En, &spending(), &leaving(), &half),
            "“Early school leavers”: not received"
        );
    }
}
