use super::*;
use crate::samples;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const NOVADI: [&str; 12] = [
    "Ķekava",
    "Ādaži",
    "Saldus",
    "Kuldīga",
    "Talsi",
    "Līgatne",
    "Rēzekne",
    "Daugavpils",
    "Sigulda",
    "Mārupe",
    "Balvi",
    "Salaspils",
];

fn record(kind: RecordKind, key: &str, lv: &str, en: &str, text: &str) -> SearchRecord {
    SearchRecord {
        kind,
        key: key.to_owned(),
        name: Text::new(lv, en),
        aliases: Vec::new(),
        text: Text::new(text, ""),
    }
}

fn named(name: &str) -> SearchRecord {
    record(RecordKind::Municipality, "0840200", name, name, "")
}

fn everything() -> SearchIndex {
    use RecordKind::{Indicator, Municipality, Network};
    let novadi = NOVADI.iter().enumerate().map(|(n, name)| {
        let (lv, en) = (format!("{name} novads"), format!("{name} municipality"));
        record(Municipality, &format!("{n:07}"), &lv, &en, "Kurzeme")
    });
    let sheets = [
        (
            "UTL.WATER.LOSS",
            "Ūdens zudumi tīklā",
            "Water lost in the network",
            "Ūdensapgāde",
        ),
        (
            "UTL.WATER.COV",
            "Centralizētajai ūdensapgādei pieslēgtie",
            "Connected to water",
            "Kas saņem ūdeni",
        ),
        (
            "EDU.PRE.COV",
            "Pirmsskolā uzņemto bērnu īpatsvars",
            "Children in pre-school",
            "Bērni 1–6",
        ),
        (
            "CTX.UNEMP",
            "Reģistrētā bezdarba līmenis",
            "Unemployment",
            "Saldus novadā un citur",
        ),
    ];
    let sheets = sheets.map(|(key, lv, en, text)| record(Indicator, key, lv, en, text));
    let network = record(
        Network,
        "N4",
        "Izglītība un kultūra",
        "Education and culture",
        "Skolas",
    );
    SearchIndex::new(novadi.chain(sheets).chain([network]))
}

fn sought(words: &str) -> Sought<'_> {
    Sought {
        words,
        language: Language::Lv,
        kind: None,
        most: 50,
    }
}

fn names(found: &SearchFound) -> Vec<&str> {
    found.items.iter().map(|hit| hit.name.lv.as_str()).collect()
}

fn found(words: &str) -> SearchFound {
    everything().find(&sought(words))
}

#[test]
fn latvian_letters_may_be_typed_plain() {
    for words in ["kekava", "Ķekava", "ĶEKAVA", "ķekava novads", "K\u{327}ekava"] {
        let found = found(words);
        assert_eq!(names(&found)[0], "Ķekava novads", "{words}");
        assert_eq!(found.items[0].closeness, Closeness::Exact, "{words}");
    }
}

#[test]
fn beginnings_are_enough_in_any_order_and_all_words_are_needed() {
    assert_eq!(names(&found("zud ūd")), ["Ūdens zudumi tīklā"]);
    assert!(found("ūdens bezdarbs").items.is_empty());
    assert!(found("").items.is_empty() && found(" – ").items.is_empty());
}

#[test]
fn the_word_itself_comes_before_its_beginning_its_mention_and_a_slip() {
    let found = found("saldus");
    let told: Vec<(&str, Closeness)> = found
        .items
        .iter()
        .map(|hit| (hit.name.lv.as_str(), hit.closeness))
        .collect();
    assert_eq!(
        told,
        [
            ("Saldus novads", Closeness::Exact),
            ("Reģistrētā bezdarba līmenis", Closeness::Mentioned),
        ]
    );
    let index = SearchIndex::new(["Salduz", "Saldums", "Saldusskola", "Saldus"].map(named));
    let found = index.find(&sought("saldus"));
    assert_eq!(names(&found), ["Saldus", "Saldusskola", "Salduz", "Saldums"]);
    assert_eq!(found.items[2].closeness, Closeness::Similar);
}

#[test]
fn another_ending_is_no_slip() {
    let index = SearchIndex::new(["Cēsu novads", "Ielas un ceļi", "Cēzars"].map(named));
    for (words, name) in [
        ("Cēsis", "Cēsu novads"),
        ("ielu", "Ielas un ceļi"),
        ("ceļu ielās", "Ielas un ceļi"),
    ] {
        let found = index.find(&sought(words));
        assert_eq!(names(&found), [name], "{words}");
        assert_eq!(found.items[0].closeness, Closeness::Inflected, "{words}");
    }
    let hit = &index.find(&sought("cesis")).items[0];
    assert_eq!(
        pieces(&hit.name.lv, &hit.matched.lv),
        [("Cēsu", true), (" novads", false)]
    );
}

#[test]
fn a_code_is_found_whole_and_by_its_beginning_and_is_never_mistyped() {
    assert_eq!(found("ctx.unemp").items[0].key, "CTX.UNEMP");
    assert_eq!(found("N4").items[0].key, "N4");
    assert_eq!(found("0000003").items[0].key, "0000003");
    assert!(
        found("0000093").items.is_empty(),
        "one digit off is somebody else"
    );
}

#[test]
fn the_name_in_the_readers_language_comes_first() {
    let index = SearchIndex::new([
        record(RecordKind::Indicator, "A.ONE", "Nekas", "Plan", ""),
        record(RecordKind::Indicator, "A.TWO", "Plan", "Nothing", ""),
    ]);
    let in_language = |language| {
        let found = index.find(&Sought {
            language,
            ..sought("plan")
        });
        found.items[0].key.clone()
    };
    assert_eq!(in_language(Language::Lv), "A.TWO");
    assert_eq!(in_language(Language::En), "A.ONE");
}

#[test]
fn what_is_alike_stands_as_kinds_and_the_order_given_say() {
    let index = SearchIndex::new([
        record(RecordKind::Network, "N9", "Talsi", "Talsi", ""),
        record(RecordKind::Indicator, "B.B", "Talsi", "Talsi", ""),
        record(RecordKind::Indicator, "A.A", "Talsi", "Talsi", ""),
        record(RecordKind::Municipality, "0000001", "Talsi un citi", "Talsi", ""),
    ]);
    let found = index.find(&sought("talsi"));
    let keys: Vec<&str> = found.items.iter().map(|hit| hit.key.as_str()).collect();
    assert_eq!(keys, ["0000001", "B.B", "A.A", "N9"]);
    let few = index.find(&Sought {
        kind: Some(RecordKind::Indicator),
        most: 1,
        ..sought("talsi")
    });
    assert_eq!((few.items.len(), few.total), (1, 2));
}

#[test]
fn what_was_found_is_marked_in_both_names() {
    let found = found("kuldgas nov");
    assert!(found.items.is_empty(), "two slips in a word of seven letters");
    let found = everything().find(&sought("kldīga nov"));
    let hit = &found.items[0];
    assert_eq!(
        pieces(&hit.name.lv, &hit.matched.lv),
        [("Kuldīga", true), (" ", false), ("nov", true), ("ads", false)]
    );
    assert_eq!(
        pieces(&hit.name.en, hit.matched.get(Language::En)),
        [("Kuldīga", true), (" municipality", false)]
    );
}

#[test]
fn a_word_that_is_not_finished_may_have_a_slip() {
    assert_eq!(names(&found("daugva")), ["Daugavpils novads"]);
    assert_eq!(
        names(&found("centrlaiz")),
        ["Centralizētajai ūdensapgādei pieslēgtie"]
    );
}

#[test]
fn every_kind_makes_its_record() {
    let area = samples::area("0840200".parse().unwrap());
    let sheet = samples::indicator("TST.ONE".parse().unwrap());
    let index = SearchIndex::new([SearchRecord::municipality(&area), SearchRecord::indicator(&sheet)]);
    assert_eq!(index.find(&sought("kurzeme")).items[0].key, "0840200");
    assert_eq!(index.find(&sought("kultūra rādītājs")).items[0].key, "TST.ONE");
}

/// Not a measurement: that a thousand records with long texts are searched at all in a test says that nothing is quadratic.
#[test]
fn a_thousand_records_are_searched() {
    let text = "Kas saņem pakalpojumu, cik tas maksā un kas no tā iznāk, gada beigās. ".repeat(4);
    let records = (0..1000).map(|n| {
        let name = format!("{} {n} uz vienu iedzīvotāju gadā", NOVADI[n % NOVADI.len()]);
        record(RecordKind::Indicator, &format!("A.N{n}"), &name, &name, &text)
    });
    let index = SearchIndex::new(records);
    for words in [
        "saldus",
        "sladuss iedzivotajs",
        "vienu iedzivotaju gada",
        "pakalpojumu maksa",
        "zzzzzzzz",
    ] {
        let found = index.find(&Sought {
            most: 10,
            ..sought(words)
        });
        assert!(found.items.len() <= 10 && found.total <= 1000);
    }
    assert_eq!(
        index.find(&sought("saldus 2")).items[0].name.lv,
        "Saldus 2 uz vienu iedzīvotāju gadā"
    );
}

/// One slip in a word: another letter, one too few, one too many, or two neighbours swapped.
fn with_slip(word: &str, slip: usize, at: Index, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    match slip {
        0 => letters[at.index(word.chars().count())] = letter,
        1 => drop(letters.remove(at.index(word.chars().count()))),
        2 => letters.insert(at.index(word.chars().count() + 1), letter),
        _ => {
            let at = at.index(word.chars().count() - 1);
            letters.swap(at, at + 1);
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn a_slip_anywhere_in_a_word_of_five_letters_still_finds_it(
        word in "[A-ZĀČĒĢĪĶĻŅŠŪŽa-zāčēģīķļņšūž]{5,16}",
        slip in 0usize..4,
        at in any::<Index>(),
        letter in select("abcāčdeēfgģhiīkķlļmnņoprsštuūvzž".chars().collect::<Vec<_>>()),
    ) {
        let records = NOVADI.iter().map(|name| named(name));
        let mut mistyped = named(&format!("{word} novads"));
        mistyped.key = "SOUGHT".to_owned();
        let index = SearchIndex::new(records.chain([mistyped]));
        let typed = with_slip(&word, slip, at, letter);
        let found = index.find(&sought(&typed));
        prop_assert!(found.items.iter().any(|hit| hit.key == "SOUGHT"), "{} typed as {}", word, typed);
    }

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn every_word_of_a_name_finds_it_without_its_marks(name in select(NOVADI.to_vec())) {
        let found = found(&folded(name));
        prop_assert_eq!(&found.items[0].name.lv, &format!("{name} novads"));
        prop_assert_eq!(found.items[0].closeness, Closeness::Exact);
    }

    #[test]
    fn no_query_and_no_name_breaks_it(query in any::<String>(), names in prop::collection::vec(any::<String>(), 1..6)) {
        let index = SearchIndex::new(names.iter().map(|name| named(name)));
        for words in names.iter().chain([&query]) {
            let found = index.find(&sought(words));
            prop_assert_eq!(&found, &index.find(&sought(words)), "the order is always the same");
            prop_assert!(found.items.is_sorted_by_key(|hit| hit.closeness));
            for hit in &found.items {
                let cut = pieces(&hit.name.lv, &hit.matched.lv);
                let together: String = cut.iter().map(|(piece, _)| *piece).collect();
                prop_assert_eq!(&together, &hit.name.lv);
                prop_assert_eq!(cut.iter().filter(|(_, found)| *found).count(), hit.matched.lv.len());
            }
        }
    }
}
