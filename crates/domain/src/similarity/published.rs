//! The pilots as they were published, to see what the rules say of real municipalities.

use super::*;
use crate::finding;
use crate::text::Language;

/// Code, name, population (1 January 2019, Central Statistical Bureau by Eurostat's LAU table of 2019), area in square
/// kilometres (the same table); unemployment in per cent, personal income tax per inhabitant in euro and dependants per
/// 1,000 of working age (Regional Development Indicators Module, 2012).
#[rustfmt::skip]
const PILOTS: [(&str, &str, [f64; 5]); 44] = [
    ("0804400", "Ādažu novads", [11391.0, 162.53, 3.24, 711.49, 491.0]),
    ("0560800", "Aknīstes novads", [2492.0, 284.59, 10.06, 334.03, 479.0]),
    ("0661000", "Alojas novads", [4630.0, 630.94, 7.32, 259.93, 535.0]),
    ("0624200", "Alsungas novads", [1289.0, 190.84, 9.75, 260.06, 524.0]),
    ("0360200", "Alūksnes novads", [14153.0, 1698.3, 12.05, 296.99, 521.0]),
    ("0424701", "Amatas novads", [4983.0, 745.43, 6.7, 344.83, 518.0]),
    ("0050000", "Daugavpils", [82604.0, 72.36, 7.12, 366.35, 512.0]),
    ("0440200", "Daugavpils novads", [20149.0, 1875.8, 11.34, 234.12, 509.0]),
    ("0885100", "Dundagas novads", [3641.0, 675.96, 4.41, 307.59, 529.0]),
    ("0640801", "Durbes novads", [2626.0, 320.39, 5.53, 313.56, 535.0]),
    ("0500200", "Gulbenes novads", [20079.0, 1871.86, 8.26, 328.56, 507.0]),
    ("0406400", "Iecavas novads", [8359.0, 311.86, 5.53, 450.52, 520.0]),
    ("0905700", "Jaunpils novads", [2178.0, 209.32, 6.82, 347.79, 509.0]),
    ("0321000", "Jaunjelgavas novads", [5140.0, 684.2, 10.2, 354.74, 493.0]),
    ("0090000", "Jelgava", [55972.0, 60.51, 6.26, 500.85, 520.0]),
    ("0540200", "Jelgavas novads", [22011.0, 1316.88, 8.71, 358.95, 490.0]),
    ("0130000", "Jūrmala", [49325.0, 101.28, 5.83, 576.0, 542.0]),
    ("0681000", "Kārsavas novads", [5278.0, 628.3, 22.12, 218.03, 569.0]),
    ("0960200", "Kocēnu novads", [5832.0, 498.54, 7.74, 362.69, 491.0]),
    ("0326100", "Kokneses novads", [5013.0, 360.55, 7.3, 385.59, 521.0]),
    ("0800800", "Ķekavas novads", [23698.0, 275.17, 3.42, 759.75, 522.0]),
    ("0741401", "Lielvārdes novads", [9643.0, 225.46, 4.49, 460.34, 510.0]),
    ("0170000", "Liepāja", [68945.0, 68.03, 6.77, 408.55, 568.0]),
    ("0807400", "Mālpils novads", [3350.0, 220.69, 4.95, 419.36, 491.0]),
    ("0740202", "Ogres novads", [32997.0, 990.43, 4.62, 483.01, 531.0]),
    ("0427500", "Pārgaujas novads", [3623.0, 486.2, 6.4, 373.87, 512.0]),
    ("0641401", "Pāvilostas novads", [2532.0, 514.92, 5.57, 308.5, 554.0]),
    ("0321400", "Pļaviņu novads", [4904.0, 375.81, 8.79, 341.08, 562.0]),
    ("0760202", "Preiļu novads", [9231.0, 363.97, 11.9, 336.11, 495.0]),
    ("0641600", "Priekules novads", [5067.0, 519.74, 10.6, 279.2, 564.0]),
    ("0427700", "Raunas novads", [3023.0, 308.86, 7.39, 285.65, 526.0]),
    ("0766300", "Riebiņu novads", [4625.0, 629.71, 16.21, 188.17, 527.0]),
    ("0801200", "Salaspils novads", [22659.0, 122.73, 4.95, 590.81, 510.0]),
    ("0840200", "Saldus novads", [22006.0, 1681.94, 7.79, 357.45, 503.0]),
    ("0621200", "Skrundas novads", [4661.0, 556.62, 11.47, 273.12, 569.0]),
    ("0941600", "Smiltenes novads", [12015.0, 946.83, 6.07, 393.03, 515.0]),
    ("0809600", "Stopiņu novads", [10845.0, 53.42, 4.16, 668.43, 492.0]),
    ("0880200", "Talsu novads", [27730.0, 1762.79, 7.88, 360.3, 509.0]),
    ("0900200", "Tukuma novads", [27848.0, 1194.36, 6.34, 387.8, 537.0]),
    ("0250000", "Valmiera", [23125.0, 19.35, 5.89, 508.05, 543.0]),
    ("0270000", "Ventspils", [34377.0, 57.95, 5.3, 575.32, 534.0]),
    ("0980200", "Ventspils novads", [10925.0, 2457.64, 7.12, 398.87, 503.0]),
    ("0409500", "Vecumnieku novads", [7807.0, 844.19, 6.07, 371.88, 508.0]),
    ("0561800", "Viesītes novads", [3567.0, 650.76, 10.24, 288.1, 558.0]),
];

fn named(name: &str) -> AreaCode {
    let found = PILOTS.iter().find(|(_, one, _)| *one == name);
    found.expect("a pilot").0.parse().unwrap()
}

fn name(code: &AreaCode) -> String {
    let found = PILOTS.iter().find(|(one, _, _)| *one == code.as_str());
    found.map_or_else(|| code.to_string(), |(_, name, _)| (*name).to_owned())
}

fn likeness() -> Likeness {
    let areas: Vec<AreaCode> = PILOTS.iter().map(|(code, _, _)| code.parse().unwrap()).collect();
    let of = |indicator: &str, value: fn(&[f64; 5]) -> f64| Variable {
        indicator: indicator.parse().unwrap(),
        weight: 1.0,
        values: PILOTS
            .iter()
            .map(|(_, _, figures)| Some(value(figures)))
            .collect(),
    };
    let variables = [
        of("CTX.POP", |figures| figures[0]),
        of("CTX.DENS", |figures| figures[0] / figures[1]),
        of("CTX.UNEMP", |figures| figures[2]),
        of("CTX.PIT.PC", |figures| figures[3]),
        of("CTX.DEPEND", |figures| figures[4]),
    ];
    Likeness::new(&areas, &variables)
}

#[test]
fn three_pilots_are_like_nobody() {
    let likeness = likeness();
    let outcome = |code: &str| likeness.nearness(&code.parse().unwrap(), 7).outcome;
    let alone: Vec<&str> = PILOTS
        .iter()
        .filter(|(code, _, _)| outcome(code) == NearnessOutcome::NoTruePeer)
        .map(|(_, name, _)| *name)
        .collect();
    assert_eq!(alone, ["Kārsavas novads", "Liepāja", "Riebiņu novads"]);
    let surrounded = PILOTS
        .iter()
        .filter(|(code, _, _)| outcome(code) == NearnessOutcome::Near)
        .count();
    assert_eq!(surrounded, 20, "about half of them have seven who are near");
}

#[test]
fn near_pilots_are_alike_in_three_variables_of_five() {
    let likeness = likeness();
    let (mut alike, mut compared) = (0, 0);
    for (code, _, _) in PILOTS {
        for pair in likeness.nearest(&code.parse().unwrap()).iter().take(7) {
            alike += pair.alike().len();
            compared += pair.compared.len();
        }
    }
    let share = f64::from(alike as u32) / f64::from(compared as u32);
    assert!((share - 0.6).abs() < 0.01, "{share}");
}

#[test]
fn the_limit_is_one_for_all() {
    let likeness = likeness();
    let limits: Vec<Option<NearLimit>> = PILOTS
        .iter()
        .map(|(code, _, _)| likeness.nearness(&code.parse().unwrap(), 3).limit)
        .collect();
    assert!(limits.windows(2).all(|two| two[0] == two[1]));
    let limit = limits[0].unwrap();
    assert_eq!(limit.areas, 44);
    assert!((limit.limit - 0.71).abs() < 0.005, "{limit:?}");
}

#[test]
fn what_is_said_of_pilots() {
    let likeness = likeness();
    let (saldus, karsava) = (named("Saldus novads"), named("Kārsavas novads"));
    let nearest = likeness.nearest(&saldus);
    let (first, last) = (&nearest[0], nearest.last().unwrap());
    let lv = |pair: &Pair| finding::likeness(Language::Lv, &name(&pair.area), pair, &[]);
    assert_eq!(
        lv(first),
        "Gulbenes novads: līdzīga pašvaldība pēc visām 5 pazīmēm."
    );
    assert_eq!(
        lv(last),
        "Kārsavas novads: līdzīga pašvaldība pēc iedzīvotāju blīvuma; visvairāk atšķiras pēc bezdarba līmeņa \
         (tur rādītājs ir augstāks)."
    );
    assert_eq!(
        finding::likeness(Language::En, &name(&last.area), last, &[]),
        "Kārsavas novads: similar by population density; differs most by unemployment (higher there)."
    );
    let nearness = likeness.nearness(&karsava, 7);
    let first = name(&likeness.nearest(&karsava)[0].area);
    assert_eq!(
        finding::nearness(Language::Lv, &nearness, &first).unwrap(),
        "Īsti līdzīgu pašvaldību nav: arī tuvākā (Riebiņu novads) ir tālāk, nekā tuvākā parasti ir citām \
         pašvaldībām. Salīdzinājums ar līdzīgākajām jālasa piesardzīgi."
    );
    assert_eq!(
        finding::nearness(
            Language::Lv,
            &likeness.nearness(&saldus, 7),
            &name(&nearest[0].area)
        ),
        None
    );
}

#[test]
fn the_list_of_a_pilot_without_each_variable() {
    let likeness = likeness();
    let stability = likeness.stability(&named("Saldus novads"), 7);
    let told: Vec<String> = stability
        .without
        .iter()
        .map(|without| finding::list_change(Language::Lv, without, &[], name))
        .collect();
    assert_eq!(
        told,
        [
            "Bez iedzīvotāju skaita: izkrīt Smiltenes novads un Ventspils novads; klāt nāk Jaunpils novads un \
             Pārgaujas novads.",
            "Bez iedzīvotāju blīvuma: izkrīt Kocēnu novads; klāt nāk Daugavpils.",
            "Bez bezdarba līmeņa: izkrīt Vecumnieku novads un Kocēnu novads; klāt nāk Preiļu novads un Daugavpils \
             novads.",
            "Bez iedzīvotāju ienākuma nodokļa uz vienu iedzīvotāju: izkrīt Kocēnu novads; klāt nāk Daugavpils novads.",
            "Bez demogrāfiskās slodzes: izkrīt Kocēnu novads; klāt nāk Tukuma novads.",
        ]
    );
    assert_eq!(
        finding::steadfast(Language::Lv, &stability).unwrap(),
        "Sarakstā paliek 3 no 7, lai kuru pazīmi izņemtu."
    );
    assert_eq!(
        finding::list_change(Language::En, &stability.without[1], &[], name),
        "Without population density: Kocēnu novads drops out; Daugavpils comes in."
    );
}
