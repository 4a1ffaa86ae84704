use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn ages(codes: &[&str]) -> Vec<AgeGroup> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

#[test]
fn what_is_written_otherwise_is_refused_with_what_it_would_have_to_be() {
    for (text, meant) in [
        ("SEX=F,AGE=Y15T24", Some("AGE=Y15T24,SEX=F")),
        ("sex=f", Some("SEX=F")),
        ("SEX = F", Some("SEX=F")),
        ("AGE=Y15-24", Some("AGE=Y15T24")),
        ("AGE=Y05", Some("AGE=Y5")),
        ("AGE=Y15T24,SEX=_T", Some("AGE=Y15T24")),
        ("SEX=T", Some("")),
        ("SEX=F,SEX=M", None),
        ("SEX=X", None),
        ("AGE=Y24T15", None),
        ("AGE=Y_LT0", None),
        ("AGE=Y130", None),
        ("AGE=YT5", None),
        ("REGION=LV", None),
        ("F", None),
        ("SEX=F,", None),
        ("", None),
    ] {
        let refused = text.parse::<Part>().expect_err(text);
        assert_eq!(refused.meant.as_deref(), meant, "{text}");
    }
}

#[test]
fn every_part_has_a_name_in_both_languages() {
    for (text, lv, en) in [
        ("SEX=F", "sievietes", "females"),
        ("AGE=Y1", "1 gads", "1 year"),
        ("AGE=Y11", "11 gadi", "11 years"),
        ("AGE=Y_LT15", "jaunāki par 15 gadiem", "under 15 years"),
        ("AGE=Y_LT21", "jaunāki par 21 gadu", "under 21 years"),
        ("AGE=Y_GE65", "65 gadi un vairāk", "65 years and over"),
        ("AGE=Y15T24,SEX=M", "vīrieši, 15–24 gadi", "males, 15–24 years"),
    ] {
        let part: Part = text.parse().unwrap();
        assert_eq!(part.name(), Text::new(lv, en), "{text}");
    }
}

#[test]
fn a_table_adds_up_to_its_margins_and_to_the_whole() {
    let groups = ages(&["Y_LT18", "Y_GE18"]);
    let division = Division {
        breakdowns: Breakdown::ALL,
        age_groups: &groups,
        adds_up: true,
    };
    let sums = division.sums();
    let wholes: Vec<(&str, usize)> = sums
        .iter()
        .map(|sum| (sum.whole.as_str(), sum.parts.len()))
        .collect();
    assert_eq!(
        wholes,
        [
            ("", 2),
            ("", 2),
            ("", 4),
            ("SEX=F", 2),
            ("SEX=M", 2),
            ("AGE=Y_LT18", 2),
            ("AGE=Y_GE18", 2)
        ]
    );
    let all: BTreeSet<String> = division.parts().iter().map(ToString::to_string).collect();
    let added: BTreeSet<String> = sums.into_iter().flat_map(|sum| sum.parts).collect();
    assert_eq!(added, all, "no part stands apart from what adds up");
    let apart = Division {
        adds_up: false,
        ..division
    };
    assert_eq!(
        apart.sums(),
        [],
        "nothing adds up of which the sheet does not say so"
    );
}

#[test]
fn an_indicator_has_the_parts_that_its_sheet_names() {
    let groups = ages(&["Y_LT18", "Y_GE18"]);
    let division = Division {
        breakdowns: &[Breakdown::Sex, Breakdown::AgeAndSex],
        age_groups: &groups,
        adds_up: false,
    };
    let has = |text: &str| division.has(text.parse().unwrap());
    assert!(has("SEX=F") && has("AGE=Y_LT18,SEX=F"));
    assert!(!has("AGE=Y_LT18"), "by age alone it is not divided");
    assert!(!has("AGE=Y5,SEX=F"), "no such age group");
    assert!(division.told().starts_with("SEX=F; SEX=M; AGE=Y_LT18,SEX=F"));
}

#[test]
fn age_groups_that_add_up_leave_no_age_out_and_count_none_twice() {
    for (codes, follow) in [
        (&["Y_LT15", "Y15T64", "Y_GE65"][..], true),
        (&["Y_GE65", "Y_LT15", "Y15T64"][..], true),
        (&["Y1T3", "Y4", "Y5T6"][..], true),
        (&["Y_LT15", "Y_GE65"][..], false),
        (&["Y_LT15", "Y14T64"][..], false),
        (&["Y_GE18", "Y_GE65"][..], false),
    ] {
        let groups = ages(codes);
        let division = Division {
            breakdowns: &[Breakdown::Age],
            age_groups: &groups,
            adds_up: true,
        };
        assert_eq!(division.ages_follow_each_other(), follow, "{codes:?}");
    }
}

#[test]
fn readers_ask_for_a_breakdown_a_part_or_everything() {
    for text in ["SEX", "AGE", "AGE,SEX", "SEX=F", "AGE=Y5,SEX=M", "*"] {
        let sought: PartsSought = text.parse().unwrap();
        assert_eq!(sought.to_string(), text);
    }
    for text in ["", "sex", "SEX,AGE", "SEX=T", "REGION", "SEX=*"] {
        assert!(text.parse::<PartsSought>().is_err(), "{text}");
    }
}

fn age_groups() -> impl Strategy<Value = String> {
    prop_oneof![
        (0u8..=120).prop_map(|age| format!("Y{age}")),
        (0u8..120, 1u8..=120)
            .prop_filter("in order", |(first, last)| first < last)
            .prop_map(|(first, last)| format!("Y{first}T{last}")),
        (1u8..=120).prop_map(|age| format!("Y_LT{age}")),
        (0u8..=120).prop_map(|age| format!("Y_GE{age}")),
    ]
}

fn parts() -> impl Strategy<Value = String> {
    let sexes = || prop_oneof![Just("F"), Just("M")];
    prop_oneof![
        sexes().prop_map(|sex| format!("SEX={sex}")),
        age_groups().prop_map(|age| format!("AGE={age}")),
        (age_groups(), sexes()).prop_map(|(age, sex)| format!("AGE={age},SEX={sex}")),
    ]
}

proptest! {
    /// A part is what identifies a figure: two ways to write it would be two figures.
    #[test]
    fn the_canonical_writing_comes_back_as_it_was(text in parts()) {
        let part: Part = text.parse().unwrap();
        prop_assert_eq!(part.to_string(), text);
    }

    #[test]
    fn no_text_is_read_that_is_not_written_so(text in "\\PC{0,20}|(AGE|SEX|age)=[YFMT_LGE0-9-]{0,8}(,SEX=[FMT])?") {
        match text.parse::<Part>() {
            Ok(part) => prop_assert_eq!(part.to_string(), text),
            Err(refused) => {
                if let Some(meant) = refused.meant.filter(|meant| !meant.is_empty()) {
                    prop_assert!(meant.parse::<Part>().is_ok(), "{} for {}", meant, text);
                }
            }
        }
    }
}
