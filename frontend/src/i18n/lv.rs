//! Latvian.

use super::*;
use blis_domain::area::AreaKind;
use blis_domain::finding;
use blis_domain::indicator::{Dimension, Direction};
use blis_domain::locale::is_singular;
use blis_domain::network::NetworkStage;
use blis_domain::period::Frequency;

/// A number with its noun: in the singular, in the plural, or in the genitive that follows none at all.
fn plural(n: u64, one: &'static str, many: &'static str, none: &'static str) -> String {
    let word = match n {
        0 => none,
        n if is_singular(Language::Lv, n) => one,
        _ => many,
    };
    format!("{n}\u{a0}{word}")
}

fn indicators(n: u64) -> String {
    plural(n, "rādītājs", "rādītāji", "rādītāju")
}

pub(super) const TEXTS: Texts = Texts {
    shell: Shell {
        tagline: "pašvaldību salīdzināšana un mācīšanās",
        skip: "Uz lapas saturu",
        navigation: "Galvenā izvēlne",
        municipality: "Pašvaldība",
        indicators: "Rādītāji",
        networks: "Tīkli",
        as_of: |moment| format!("Vērtības rādītas tā, kā tās bija zināmas {moment}."),
        as_now: "Rādīt pašreizējās",
        changes: "Kas mainījies",
        calendar: "Datu kalendārs",
        about: "Par BLIS",
        administration: "Pārvaldība",
        account: "Konts",
        language: "Valoda",
        keeper: "Latvijas Pašvaldību savienība",
        api: "Saskarne programmām (API)",
        unread: |part| format!("Adreses daļu „{part}” neizdevās nolasīt; tās vietā rādīts noklusējums."),
        unknown_area: |code| format!("Pašvaldības ar kodu {code} nav; rādīts bez tās."),
        not_found: "Šādas lapas nav",
        not_found_hint: "Adrese ir mainījusies vai ierakstīta neprecīzi. Turpināt var no sākumlapas vai rādītāju saraksta.",
        to_home: "Uz sākumlapu",
    },
    states: States {
        loading: "Ielādē datus",
        failed: "Datus neizdevās saņemt",
        not_saved: "Nav saglabāts",
        maybe_saved: "Nav zināms, vai saglabāts",
        unreachable: "Serveris neatbild. Iespējams, pārtrūcis savienojums ar tīklu.",
        unreadable: "Servera atbildi nevar nolasīt; iespējams, serverim ir cita versija. Pārlādējiet lapu.",
        signed_out: "Šo redz tikai tie, kas pierakstījušies.",
        sign_in: "Pierakstīties",
        not_loaded: "Iespējams, pārtrūcis savienojums ar tīklu vai serverim ir jaunāka versija. Ja neizdodas atkārtoti, pārlādējiet lapu.",
        part: |part| format!("Neizdevās saņemt: {part}."),
        retry: "Mēģināt vēlreiz",
        page: "šī lapa",
        reference: "pašvaldības, tīkli un rādītāju katalogs",
        profile: "pašvaldības profils",
        series: "rādītāja laikrinda",
        similar: "līdzīgās pašvaldības",
        empty: "Datu vēl nav",
        empty_hint: "Rādītāju vērtības BLIS saņem no datu turētājiem, piemēram, Valsts reģionālās attīstības aģentūras. Tiklīdz pirmā datu pakete būs pieņemta, vērtības parādīsies šeit.",
    },
    peers: Peers {
        label: "Salīdzināt ar",
        pick: "pa vienai …",
        group_wide: "Visas un līdzīgās",
        group_networks: "Tīkli",
        group_places: "Veids un reģions",
        unknown: |selector| {
            format!("Salīdzināmo pašvaldību kopa „{selector}” nav atrasta. Izvēlieties citu.")
        },
        picker: "Ar kurām pašvaldībām salīdzināt",
        picker_apply: |n| {
            if is_singular(Language::Lv, n as u64) {
                format!("Salīdzināt ar {n}\u{a0}izvēlēto")
            } else {
                format!("Salīdzināt ar {n}\u{a0}izvēlētajām")
            }
        },
        picker_close: "Aizvērt",
    },
    home: Home {
        title: |area| format!("{area} un salīdzināmās pašvaldības"),
        sentence_area: "Pašvaldība",
        sentence_peers: "salīdzinājumā ar",
        sentence_end: "",
        period: "Periods",
        latest: "jaunākie dati",
        example: |area| {
            format!("{area} ir piemērs. Izvēlieties savu pašvaldību; šī pārlūkprogramma to atcerēsies.")
        },
        better: "Labāk nekā vairumam",
        better_none: "Neviens rādītājs nav labākajā ceturtdaļā.",
        worse: "Sliktāk nekā vairumam",
        worse_none: "Neviens rādītājs nav sliktākajā ceturtdaļā.",
        changed: "Visvairāk mainījies kopš iepriekšējā perioda",
        changed_none: "Iepriekšēja perioda vērtību nav.",
        relative: "Ceturtdaļas ir attiecībā pret izvēlētajām pašvaldībām. Rādītāji, ko pašvaldība nevar izvēlēties, šeit nav ņemti vērā.",
        no_values: "Šajā periodā nevienam rādītājam nav vērtības.",
        no_bands: "Ceturtdaļas nevar noteikt: vērtību ir pārāk maz.",
        with_value: |n, of| format!("Vērtība ir {n} no {of} rādītājiem."),
        whole_profile: "Viss profils",
    },
    profile: Profile {
        population: |n, year| format!("{n} iedzīvotāji ({year})"),
        successor: |names| format!("Kopš 2021. gada 1. jūlija: {names}"),
        networks: |codes| format!("Tīkli: {codes}"),
        dimension: "Dimensija",
        every_dimension: "visas",
        columns: [
            "Rādītājs",
            "Vērtība",
            "Starp salīdzināmajām",
            "Vieta",
            "Ceturtdaļa",
            "Pārmaiņa",
        ],
        since: |change, period| format!("{change} kopš {period}"),
        none: "Šajā dimensijā rādītāju nav.",
        without: |n| format!("Bez vērtības: {}", indicators(n)),
        title: |area| format!("{area}: profils"),
        strip: "Josla rāda salīdzināmās pašvaldības no mazākās līdz lielākajai vērtībai: tumšākā daļa ir vidējā puse, svītriņa – mediāna, rombs – šī pašvaldība. Domuzīme ailē „Ceturtdaļa”: rādītājs neliecina, kas ir labāk.",
    },
    comparison: Comparison {
        views: ["Vietas", "Laikā", "Sadalījums", "Tabula"],
        view: "Skats",
        area: "Pašvaldība",
        period: "Periods",
        earlier: "Iepriekšējais periods",
        later: "Nākamais periods",
        period_without_data: |period| format!("{period} (datu nav)"),
        finding: "Ko tas rāda",
        median: "Mediāna",
        middle_half: "Vidējā puse",
        best: "Labākā vērtība",
        more: |n| format!("un vēl {n}"),
        previous: |period| format!("Iepriekš ({period})"),
        missing: "Bez vērtības",
        reading: "Kā lasīt",
        definition: "Definīcija",
        sheet: "Par rādītāju",
        arithmetic: "Kā vērtība aprēķināta, un cik līdz mediānai",
        batch: "datu pakete",
        to_sheet: "Rādītāja lapas labošana un vēsture",
        lasting: "Pastāvīga saite uz šīm vērtībām",
        source: "Avots",
        formula: "Formula",
        min_count: |n| format!("Ja gadījumu ir mazāk nekā {n}, vērtību nerāda."),
        direction: "Virziens",
        frequency: "Biežums",
        unit: "Mērvienība",
        partners: "Skatīt kopā ar",
        verdict: "Ko rāda dažādi salīdzinājumi",
        take: "Lejupielādēt, kopīgot, citēt",
        to_profile: |area| format!("{area}: viss profils"),
        show_all: |n| format!("Rādīt visas {n} pašvaldības"),
        show_near: "Rādīt tuvākās vietas",
        picks: "Izceltās",
        picks_cut: "Vienlaikus var izcelt piecas pašvaldības; izceltas pirmās piecas no adresē minētajām.",
        not_compared: " (nav starp salīdzinātajām)",
        pin: "Izcelt",
        unpin: "Vairs neizcelt",
        let_go: |name| format!("Vairs neizcelt: {name}"),
        pick_hint: "Pašvaldību var izcelt, izvēloties to skatā „Vietas” vai atzīmējot skatā „Tabula”.",
        columns: [
            "Izcelt",
            "Vieta",
            "Pašvaldība",
            "Vērtība",
            "Pret mediānu",
            "Ceturtdaļa",
            "Piezīme",
        ],
        pick: |name| format!("Izcelt: {name}"),
        caption: |indicator, period| format!("{indicator}, {period}"),
        picks_full: "Vienlaikus var izcelt piecas pašvaldības.",
        unknown: |code| format!("Katalogā nav rādītāja {code}."),
    },
    chart: Chart {
        role: "diagramma",
        keys: "Ar bultiņām pāriet no vērtības uz vērtību, ar Enter izceļ pašvaldību, ar Escape iziet.",
        failed: "Diagrammu neizdevās uzzīmēt. Visas vērtības ir skatā „Tabula”.",
    },
    words: Words {
        policy_area: |one| finding::policy_area(Language::Lv, one),
        dimension: |one| match one {
            Dimension::Priority => "prioritāte",
            Dimension::Coverage => "aptvere",
            Dimension::Productivity => "produktivitāte",
            Dimension::Quality => "kvalitāte",
            Dimension::Outcome => "iznākums",
            Dimension::Context => "konteksts",
            Dimension::Base => "bāzes rādītājs",
        },
        dimension_question: |one| match one {
            Dimension::Priority => "cik liela budžeta daļa tam atvēlēta",
            Dimension::Coverage => "kas to saņem",
            Dimension::Productivity => "cik maksā vienība",
            Dimension::Quality => "cik tas ir labs",
            Dimension::Outcome => "kas no tā iznāk",
            Dimension::Context => "ko pašvaldība nevar izvēlēties",
            Dimension::Base => "skaits vai summa, ko izmanto formulās",
        },
        direction: |one| match one {
            Direction::Higher => "jo vairāk, jo labāk",
            Direction::Lower => "jo mazāk, jo labāk",
            Direction::None => "neliecina, kas ir labāk",
        },
        frequency: |one| match one {
            Frequency::Year => "reizi gadā",
            Frequency::HalfYear => "divreiz gadā",
            Frequency::Quarter => "reizi ceturksnī",
            Frequency::Month => "reizi mēnesī",
        },
        kind: |one| match one {
            AreaKind::City => "republikas pilsēta",
            AreaKind::Municipality => "novads",
        },
        planning_region: |name| match name {
            "Riga" => "Rīgas plānošanas reģions".to_owned(),
            "Vidzeme" => "Vidzemes plānošanas reģions".to_owned(),
            "Kurzeme" => "Kurzemes plānošanas reģions".to_owned(),
            "Zemgale" => "Zemgales plānošanas reģions".to_owned(),
            "Latgale" => "Latgales plānošanas reģions".to_owned(),
            other => other.to_owned(),
        },
        pilots: "Pilotpašvaldības",
        others: "Pārējās pašvaldības (līdz 2021. gadam)",
        no_value: "nav vērtības",
    },
};

pub(super) const READING: Reading = Reading {
    catalogue: Catalogue {
        title: "Rādītāji",
        intro: "Katrs rādītājs pieder vienai politikas jomai un atbild uz vienu jautājumu par pakalpojumu: cik tam tērē, kas to saņem, cik maksā vienība, cik tas ir labs un kas no tā iznāk.",
        search: "Meklēt rādītāju",
        policy_area: "Politikas joma",
        every_policy_area: "visas",
        found: indicators,
        none: "Neviens rādītājs neatbilst meklētajam. Pamēģiniet īsāku vārdu vai citu politikas jomu.",
        base: |n| format!("Bāzes rādītāji, no kuriem aprēķina pārējos: {n}"),
        no_values: "vērtību vēl nav",
    },
    networks: Networks {
        title: "Tīkli",
        intro: "Tīklā pašvaldības kopā salīdzina rādītājus, dodas pieredzes apmaiņas braucienos, uzdod jautājumus tām, kurām veicas labāk, un pēc tam pārbauda, vai rādītāji ir mainījušies.",
        members: |n| plural(n, "dalībniece", "dalībnieces", "dalībnieču"),
        indicators,
        member_list: "Dalībnieces",
        indicator_list: "Tīkla rādītāji",
        no_members: "Dalībnieces vēl nav zināmas.",
        invented: "Dalībnieču saraksts ir izdomāts demonstrācijai.",
        coordinator: "Koordinators",
        no_coordinator: "vēl nav nosaukts",
        stage: "Posms",
        no_stage: "pirms pirmās tikšanās",
        stage_name: |stage| match stage {
            NetworkStage::Start => "sākums",
            NetworkStage::Compare => "salīdzināšana",
            NetworkStage::Understand => "izpratne",
            NetworkStage::Improve => "uzlabošana",
            NetworkStage::FollowUp => "pārbaude",
        },
    },
    about: About {
        title: "Par BLIS",
        what: [
            "BLIS ir Latvijas pašvaldību salīdzināšanas un mācīšanās sistēma. Pašvaldība skata savus rādītājus blakus līdzīgu pašvaldību rādītājiem, redz, kur atšķiras, un jautā tām, kurām veicas labāk, kā viņas to dara.",
            "Salīdzinātas tiek 44 pilotpašvaldības 2009.–2021. gada iedalījumā, četros tematiskajos tīklos. Salīdzināt var arī ar visām 119 tā laika pašvaldībām.",
            "Sistēmu uztur Latvijas Pašvaldību savienība. Darba veids aizgūts no Norvēģijas un Polijas pašvaldību savienībām.",
        ],
        reading_title: "Kā lasīt",
        reading: [
            "Vieta, labākā un sliktākā ceturtdaļa vienmēr ir attiecībā pret izvēlētajām pašvaldībām; citā izlasē tā pati vērtība var būt citur. Tas nav vērtējums.",
            "Ceturtdaļu nenosaka, ja nav zināms, kurp ir labāk, ja vērtību ir mazāk nekā astoņas vai ja tās gandrīz neatšķiras. Kvartiles aprēķinātas pēc 7. tipa (Hyndman un Fan, 1996).",
            "Trūkstoša vērtība nav nulle: pie katras ir iemesls. Mazs gadījumu skaits netiek rādīts, lai nevienu nevarētu atpazīt.",
        ],
        sources_title: "Avoti",
        sources: "Katra rādītāja avots ir tā lapā. Vērtības sūta datu turētāji, un katrs labojums paliek redzams kā jauna versija. Iedzīvotāju skaits un teritorijas: Centrālā statistikas pārvalde.",
        api_title: "Programmām",
        api: "Viss, kas redzams šeit, ir pieejams arī saskarnē, bez pieslēgšanās: pašvaldības, rādītāji, laikrindas, salīdzinājumi.",
        api_link: "Saskarnes apraksts",
    },
};
