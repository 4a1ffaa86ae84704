use super::*;
use crate::compare::Band;
use crate::samples;
use crate::similarity::{ComparedVariable, NearLimit};
use crate::text::Text;
use crate::verdict::VerdictWithout;

fn code(text: &str) -> IndicatorCode {
    text.parse().unwrap()
}

fn pair(differences: &[(&str, f64)], missing: &[&str]) -> Pair {
    Pair {
        area: "0840200".parse().unwrap(),
        distance: 1.0,
        compared: differences
            .iter()
            .map(|(indicator, difference)| ComparedVariable {
                indicator: code(indicator),
                share: 1.0 / differences.len() as f64,
                difference: *difference,
            })
            .collect(),
        missing: missing.iter().map(|one| code(one)).collect(),
    }
}

fn near(outcome: NearnessOutcome, near: u32, of: u32) -> Nearness {
    Nearness {
        outcome,
        near,
        of,
        farthest: Some(1.0),
        limit: Some(NearLimit {
            areas: 44,
            q1: 0.3,
            median: 0.4,
            q3: 0.5,
            limit: 0.8,
        }),
        reason: None,
    }
}

#[test]
fn the_closest_are_named_first_and_three_at_most() {
    let pair = pair(
        &[
            ("CTX.UNEMP", 0.4),
            ("CTX.POP", -0.1),
            ("CTX.SHARE65", 0.3),
            ("CTX.DENS", 0.2),
            ("CTX.PIT.PC", -1.4),
            ("CTX.DEPEND", 0.9),
        ],
        &[],
    );
    assert_eq!(
        likeness(Language::Lv, "Saldus novads", &pair, &[]),
        "Saldus novads: līdzīga pašvaldība pēc iedzīvotāju skaita, iedzīvotāju blīvuma un senioru (65+) īpatsvara; \
         visvairāk atšķiras pēc iedzīvotāju ienākuma nodokļa uz vienu iedzīvotāju (tur rādītājs ir zemāks)."
    );
    assert_eq!(
        likeness(Language::En, "Saldus", &pair, &[]),
        "Saldus: similar by population, population density and the share of people aged 65 and over; differs most \
         by income tax per inhabitant (lower there)."
    );
}

#[test]
fn who_is_alike_in_nothing_is_not_called_similar() {
    let pair = pair(&[("CTX.UNEMP", 2.0), ("CTX.POP", -0.7)], &[]);
    let said = likeness(Language::Lv, "Kārsavas novads", &pair, &[]);
    assert_eq!(
        said,
        "Kārsavas novads: līdzīgu pazīmju nav; visvairāk atšķiras pēc bezdarba līmeņa (tur rādītājs ir augstāks)."
    );
    let said = likeness(Language::En, "Kārsava", &pair, &[]);
    assert!(said.starts_with("Kārsava: alike in no variable;"), "{said}");
}

#[test]
fn what_was_not_compared_is_said_along() {
    let one = pair(&[("CTX.UNEMP", 0.1), ("CTX.POP", 0.1)], &["CTX.DEPEND"]);
    assert_eq!(
        likeness(Language::Lv, "Saldus novads", &one, &[]),
        "Saldus novads: līdzīga pašvaldība pēc bezdarba līmeņa un iedzīvotāju skaita. \
         Nav salīdzināts pēc demogrāfiskās slodzes, jo trūkst vērtības."
    );
    let two = pair(
        &[("CTX.UNEMP", 0.1), ("CTX.POP", 0.1)],
        &["CTX.DEPEND", "CTX.TDI"],
    );
    let sheet = Indicator {
        name: Text::new("Attīstības indekss", "Development index"),
        ..samples::indicator(code("CTX.TDI"))
    };
    assert_eq!(
        not_compared(Language::En, &two, &[sheet]).unwrap(),
        "Not compared by demographic burden and “Development index”, as values are missing."
    );
    assert_eq!(
        not_compared(Language::En, &pair(&[("CTX.POP", 0.1)], &[]), &[]),
        None
    );
}

#[test]
fn a_caution_counts_who_is_near() {
    let said = |language, n, of| {
        nearness(
            language,
            &near(NearnessOutcome::PartlyNear, n, of),
            "Saldus novads",
        )
        .unwrap()
    };
    assert_eq!(
        said(Language::Lv, 3, 7),
        "Īsti līdzīgas ir tikai pirmās 3 no 7; pārējās ir tālāk, nekā tuvākā parasti ir citām pašvaldībām."
    );
    assert_eq!(
        said(Language::Lv, 1, 2),
        "Īsti līdzīga ir tikai pirmā no 2; pēdējā ir tālāk, nekā tuvākā parasti ir citām pašvaldībām."
    );
    assert_eq!(
        said(Language::En, 1, 7),
        "Only the first of 7 is a true peer; the rest are farther away than the nearest usually is for others."
    );
    let all = near(NearnessOutcome::Near, 7, 7);
    assert_eq!(nearness(Language::Lv, &all, "Saldus novads"), None);
    for reason in [
        NearnessReason::NobodyCompared,
        NearnessReason::TooFewAreas,
        NearnessReason::NoSpread,
    ] {
        let unsaid = Nearness {
            limit: None,
            reason: Some(reason),
            ..near(NearnessOutcome::Unsaid, 0, 7)
        };
        for language in Language::ALL {
            assert!(nearness(language, &unsaid, "").is_some_and(|said| said.ends_with('.')));
        }
    }
}

#[test]
fn a_list_says_who_leaves_and_who_comes() {
    let area = |n: usize| format!("{n:07}").parse::<AreaCode>().unwrap();
    let without = |leaves: &[usize], comes: &[usize], list: &[usize]| Without {
        indicator: code("CTX.UNEMP"),
        list: list.iter().copied().map(area).collect(),
        leaves: leaves.iter().copied().map(area).collect(),
        comes: comes.iter().copied().map(area).collect(),
        nearness: near(NearnessOutcome::Near, 2, 2),
    };
    let said = |language, one: &Without| {
        let name = |code: &AreaCode| code.as_str().trim_start_matches('0').to_owned();
        list_change(language, one, &[], name)
    };
    let same = without(&[], &[], &[1, 2]);
    assert_eq!(
        said(Language::Lv, &same),
        "Bez bezdarba līmeņa: saraksts nemainās."
    );
    let comes = without(&[], &[3, 4, 5], &[1, 2, 3, 4, 5]);
    assert_eq!(
        said(Language::Lv, &comes),
        "Bez bezdarba līmeņa: klāt nāk 3, 4 un 5."
    );
    assert_eq!(
        said(Language::En, &comes),
        "Without unemployment: 3, 4 and 5 come in."
    );
    let nobody = without(&[1, 2], &[], &[]);
    assert_eq!(
        said(Language::Lv, &nobody),
        "Bez bezdarba līmeņa: salīdzināt vairs nevar."
    );
    let stability = |without| Stability {
        list: vec![area(1), area(2)],
        without,
    };
    let told = |language, without| steadfast(language, &stability(without));
    assert_eq!(told(Language::Lv, vec![]), None);
    assert_eq!(
        told(Language::Lv, vec![same.clone()]).unwrap(),
        "Saraksts nemainās, lai kuru pazīmi izņemtu."
    );
    assert_eq!(
        told(Language::En, vec![without(&[1], &[3], &[2, 3]), same]).unwrap(),
        "1 of 2 stays on the list whichever variable is taken out."
    );
    assert_eq!(
        told(Language::Lv, vec![nobody]).unwrap(),
        "Katra no sarakstā esošajām izkrīt, ja izņem vienu vai otru pazīmi."
    );
}

#[test]
fn a_verdict_is_told_with_what_turns_it() {
    let middle = Agreement::Same {
        band: Band::Middle,
        said: 5,
    };
    let divided = Agreement::Divided {
        best: 0,
        middle: 4,
        worst: 1,
    };
    let without = |indicator, agreement| VerdictWithout {
        indicator: code(indicator),
        similar: Some(Band::Middle),
        agreement,
    };
    let said = |language, without: Vec<VerdictWithout>| {
        let stability = VerdictStability {
            verdicts: vec![],
            agreement: middle,
            without,
        };
        verdict_stability(language, &stability, &[])
    };
    let four = Agreement::Same {
        band: Band::Middle,
        said: 4,
    };
    assert_eq!(
        said(
            Language::Lv,
            vec![without("CTX.POP", middle), without("CTX.UNEMP", four)]
        )
        .unwrap(),
        "Spriedums ir tas pats, lai kuru līdzības pazīmi izņemtu.",
        "one who says nothing any more says nothing against it"
    );
    let turned = vec![
        without("CTX.POP", divided),
        without("CTX.DENS", middle),
        without("CTX.UNEMP", divided),
    ];
    assert_eq!(
        said(Language::Lv, turned.clone()).unwrap(),
        "Spriedums ir cits bez iedzīvotāju skaita un bez bezdarba līmeņa."
    );
    assert_eq!(
        said(Language::En, turned).unwrap(),
        "The verdict is different without population and without unemployment."
    );
    assert_eq!(said(Language::En, vec![]), None);
}

#[test]
fn weights_that_are_not_usual_are_told() {
    let said = |language, text: &str| weights(language, &text.parse().unwrap(), &[]);
    assert_eq!(said(Language::Lv, ""), None);
    assert_eq!(
        said(Language::Lv, "UNEMP:0,DENS:2,POP:3,DEPEND:0.5,SHARE65:0").unwrap(),
        "Līdzība mērīta citādi nekā parasti: ar trīskāršu svaru – iedzīvotāju skaits; ar divkāršu svaru – \
         iedzīvotāju blīvums; ar pusi svara – demogrāfiskā slodze; bez senioru (65+) īpatsvara un bezdarba līmeņa."
    );
    assert_eq!(
        said(Language::En, "UNEMP:0,DENS:2").unwrap(),
        "Likeness is not measured as usual: with double weight – population density; without unemployment."
    );
}

/// Whoever adds a variable to the usual ones gives it a name that fits into a sentence.
#[test]
fn every_usual_variable_has_a_name_of_its_own() {
    for usual in crate::similarity::DEFAULT_VARIABLES {
        for language in Language::ALL {
            let name = variable(language, &code(usual), &[]);
            assert!(
                !name.plain.contains(usual) && !name.genitive.contains(usual),
                "{usual} is called by its code in {language}: give it a name in `finding/variables.rs`"
            );
        }
    }
}
