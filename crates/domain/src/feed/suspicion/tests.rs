use super::*;

fn examples() -> Vec<Suspicion> {
    let since = Period::year(2015);
    vec![
        Suspicion::UnitSlip {
            value: 11250.0,
            times: 10.0,
            expected: 1120.0,
            since,
        },
        Suspicion::SignSlip {
            value: -45.0,
            expected: 44.5,
            since: None,
        },
        Suspicion::Jump {
            value: 45.0,
            low: 100.5,
            high: 140.0,
            since,
        },
        Suspicion::UnlikeOthers {
            value: 4500.0,
            low: 100.0,
            high: 140.0,
        },
        Suspicion::WholeColumn {
            times: 0.001,
            since: Period::year(2015).unwrap(),
        },
        Suspicion::SwappedArea {
            value: 7.5,
            expected: 30.0,
            with: "0840200".parse().unwrap(),
        },
        Suspicion::SwappedIndicator {
            value: 7.5,
            expected: 30.0,
            with: "EDU.PUPILS".parse().unwrap(),
        },
        Suspicion::PartsDoNotAddUp {
            sum: 97.0,
            whole: 98.0,
        },
        Suspicion::UnlikeHidden { value: Some(12.0) },
    ]
}

/// A steward decides by the sentence, and a program by the code: each of them stands for good.
#[test]
fn each_suspicion_is_said_in_both_languages() {
    let examples = examples();
    let codes: Vec<&str> = examples.iter().map(Suspicion::code).collect();
    assert_eq!(codes, Suspicion::CODES, "an example for each, in order");
    let said = |language| -> Vec<String> { examples.iter().map(|one| one.message(language)).collect() };
    assert_eq!(
        said(Language::Lv),
        [
            "Vērtība 11\u{a0}250 ir 10 reizes lielāka, nekā gaidīts pēc pašvaldības 2015. gada vērtības un citu \
             pašvaldību pārmaiņām (ap 1\u{a0}120); iespējams, sajaukta mērvienība.",
            "Vērtībai −45 ir pretēja zīme, nekā gaidīts pēc līdzšinējās vērtības šajā periodā (ap 44,5).",
            "Vērtība 45 neiekļaujas robežās, kas gaidītas pēc pašvaldības 2015. gada vērtības un citu \
             pašvaldību pārmaiņām (100,5–140,0).",
            "Vērtība 4\u{a0}500 ir tālu no citu pašvaldību vērtībām šajā periodā (pusei no tām: 100–140), un \
             savas agrākas vērtības, ar ko salīdzināt, pašvaldībai nav.",
            "Gandrīz visu pašvaldību vērtības šajā periodā ir aptuveni 1\u{a0}000 reizes mazākas par 2015. gada \
             vērtībām; iespējams, mērvienība sajaukta visam rādītājam.",
            "Vērtība 7,5 atbilst tam, kas gaidīts pašvaldībai 0840200, un otrādi (šai gaidīts ap 30); \
             iespējams, samainīti pašvaldību kodi.",
            "Vērtība 7,5 atbilst tam, kas gaidīts rādītājam EDU.PUPILS, un otrādi (šim gaidīts ap 30); \
             iespējams, samainīti rādītāju kodi.",
            "Daļu summa ir 97, bet veselais ir 98.",
            "Vērtība 12 nav tāda, kādu varēja gaidīt pēc citām vērtībām, kuras netiek rādītas.",
        ]
    );
    assert_eq!(
        said(Language::En)[0],
        "The value 11,250 is 10 times what was expected from the municipality's value of 2015 and the change of \
         the others (about 1,120); the unit may be mixed up."
    );
    assert!(said(Language::En)[4].contains("about a thousandth of those of 2015"));
    assert!(said(Language::En).iter().all(|sentence| sentence.ends_with('.')));
}

/// It is stored as JSON and read again years later.
#[test]
fn a_suspicion_reads_back_from_what_was_stored() {
    for one in examples() {
        let stored = serde_json::to_value(&one).unwrap();
        assert_eq!(stored["suspicion"], one.code());
        assert_eq!(serde_json::from_value::<Suspicion>(stored).unwrap(), one);
    }
}
