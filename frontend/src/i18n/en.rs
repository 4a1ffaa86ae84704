//! English.

use super::*;
use blis_domain::area::AreaKind;
use blis_domain::indicator::{Dimension, Direction, PolicyArea};
use blis_domain::network::NetworkStage;
use blis_domain::period::Frequency;

fn plural(n: u64, one: &'static str, many: &'static str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

pub(super) const TEXTS: Texts = Texts {
    shell: Shell {
        tagline: "comparing municipalities, to learn from each other",
        skip: "Skip to the content",
        navigation: "Main menu",
        municipality: "Municipality",
        indicators: "Indicators",
        networks: "Networks",
        about: "About",
        administration: "Administration",
        account: "Account",
        language: "Language",
        demonstration: "Demonstration data: the values are invented",
        keeper: "Latvian Association of Local and Regional Governments",
        api: "Interface for programs (API)",
        unread: |part| {
            format!("The part “{part}” of the address could not be read; the default is shown instead.")
        },
        unknown_area: |code| format!("There is no municipality with the code {code}; shown without it."),
        not_found: "There is no such page",
        not_found_hint: "The address has changed or was not typed exactly. Go on from the home page or the list of indicators.",
        to_home: "To the home page",
    },
    states: States {
        loading: "Loading data",
        failed: "The data could not be fetched",
        unreachable: "The server does not answer. The network connection may be down.",
        unreadable: "The server's answer cannot be read; it may be of another version. Reload the page.",
        signed_out: "Only those who are signed in see this.",
        sign_in: "Sign in",
        not_loaded: "The network connection may be down, or the server may be of a newer version. If it fails again, reload the page.",
        part: |part| format!("Could not be fetched: {part}."),
        retry: "Try again",
        page: "this page",
        reference: "municipalities, networks and the catalogue of indicators",
        profile: "the profile of the municipality",
        series: "the series of the indicator",
        similar: "the similar municipalities",
        empty: "There is no data yet",
        empty_hint: "BLIS receives the values of indicators from those who keep the data, such as the State Regional Development Agency. They appear here as soon as the first batch has been applied.",
    },
    peers: Peers {
        label: "Compare with",
        all: "all pilot municipalities",
        country: "all municipalities of Latvia",
        network: |code, theme| format!("members of network {code} ({})", theme.to_lowercase()),
        kind: |kind| match kind {
            AreaKind::City => "pilot municipalities: cities",
            AreaKind::Municipality => "pilot municipalities: novadi",
        },
        region: |code| format!("pilot municipalities in {}", region(code)),
        similar: |k| {
            if k == 1 {
                "the most similar municipality".to_owned()
            } else {
                format!("the {k} most similar municipalities")
            }
        },
        picked: |n| plural(n as u64, "chosen municipality", "chosen municipalities"),
        pick: "one by one …",
        other: |selector| format!("the set “{selector}”"),
        group_wide: "All and similar",
        group_networks: "Networks",
        group_places: "Kind and region",
        unknown: |selector| format!("The comparison set “{selector}” was not found. Choose another."),
        picker: "Municipalities to compare with",
        picker_apply: |n| format!("Compare with the {n} chosen"),
        picker_close: "Close",
    },
    home: Home {
        title: |area| format!("{area} and its peers"),
        sentence_area: "How is",
        sentence_peers: "doing compared with",
        sentence_end: "?",
        period: "Period",
        latest: "latest data",
        example: |area| {
            format!("{area} is an example. Choose your municipality; this browser will remember it.")
        },
        better: "Better than most",
        better_none: "No indicator is in the best quarter.",
        worse: "Worse than most",
        worse_none: "No indicator is in the worst quarter.",
        changed: "Changed most since the period before",
        changed_none: "There are no values of an earlier period.",
        relative: "Quarters are relative to the municipalities chosen. Indicators that a municipality cannot choose are left out here.",
        no_values: "No indicator has a value in this period.",
        no_bands: "There are no quarters: too few values.",
        with_value: |n, of| format!("{n} of {of} indicators have a value."),
        whole_profile: "The whole profile",
    },
    profile: Profile {
        population: |n, year| format!("{n} inhabitants ({year})"),
        successor: |names| format!("Since 1 July 2021: {names}"),
        networks: |codes| format!("Networks: {codes}"),
        dimension: "Dimension",
        every_dimension: "all",
        columns: ["Indicator", "Value", "Among peers", "Rank", "Band", "Change"],
        since: |change, period| format!("{change} since {period}"),
        none: "There are no indicators in this dimension.",
        without: |n| format!("Without a value: {}", plural(n, "indicator", "indicators")),
        title: |area| format!("{area}: profile"),
        strip: "The strip shows the peers from the least to the greatest value: the darker part is the middle half, the tick the median, the diamond this municipality. A dash instead of a band: neither way is better.",
    },
    comparison: Comparison {
        views: ["Ranking", "Over time", "Table"],
        view: "View",
        area: "Municipality",
        period: "Period",
        earlier: "Earlier period",
        later: "Later period",
        period_without_data: |period| format!("{period} (no data)"),
        with_value: |peers, n, with_value| {
            format!("compared with {peers} ({n} with this one, {with_value} with a value)")
        },
        finding: "What it shows",
        median: "Median",
        middle_half: "Middle half",
        best: "Best value",
        more: |n| format!("and {n} more"),
        previous: |period| format!("Before ({period})"),
        missing: "Without a value",
        reading: "How to read it",
        definition: "Definition",
        sheet: "About the indicator",
        source: "Source",
        formula: "Formula",
        min_count: |n| format!("With fewer than {n} cases the value is not shown."),
        direction: "Direction",
        frequency: "Frequency",
        unit: "Unit",
        partners: "Read together with",
        to_profile: |area| format!("{area}: whole profile"),
        show_all: |n| format!("Show all {n} municipalities"),
        show_near: "Show the nearest ranks",
        picks: "Highlighted",
        picks_cut: "Five municipalities can be highlighted at a time; the first five of the address are.",
        not_compared: " (not among those compared)",
        pin: "Highlight",
        unpin: "Stop highlighting",
        let_go: |name| format!("Stop highlighting {name}"),
        pick_hint: "Highlight a municipality by choosing it under Ranking or ticking it under Table.",
        columns: [
            "Highlight",
            "Rank",
            "Municipality",
            "Value",
            "To the median",
            "Band",
            "Remark",
        ],
        pick: |name| format!("Highlight {name}"),
        caption: |indicator, period| format!("{indicator}, {period}"),
        picks_full: "Five municipalities can be highlighted at a time.",
        unknown: |code| format!("There is no indicator {code} in the catalogue."),
    },
    chart: Chart {
        role: "chart",
        keys: "Arrow keys walk from value to value, Enter highlights the municipality, Escape leaves.",
        failed: "The chart could not be drawn. All values are in the view “Table”.",
    },
    words: Words {
        policy_area: |one| match one {
            PolicyArea::Governance => "Strategic management",
            PolicyArea::SocialHealth => "Social care and health care",
            PolicyArea::ServicesHousing => "Public services and housing policy",
            PolicyArea::EducationCulture => "Education and culture",
            PolicyArea::Context => "Context",
        },
        dimension: |one| match one {
            Dimension::Priority => "priority",
            Dimension::Coverage => "coverage",
            Dimension::Productivity => "productivity",
            Dimension::Quality => "quality",
            Dimension::Outcome => "outcome",
            Dimension::Context => "context",
            Dimension::Base => "base indicator",
        },
        dimension_question: |one| match one {
            Dimension::Priority => "how much of the budget goes to it",
            Dimension::Coverage => "who gets it",
            Dimension::Productivity => "what a unit costs",
            Dimension::Quality => "how good it is",
            Dimension::Outcome => "what comes of it",
            Dimension::Context => "what a municipality cannot choose",
            Dimension::Base => "a count or sum that formulas use",
        },
        direction: |one| match one {
            Direction::Higher => "more is better",
            Direction::Lower => "less is better",
            Direction::None => "neither way is better",
        },
        frequency: |one| match one {
            Frequency::Year => "once a year",
            Frequency::HalfYear => "twice a year",
            Frequency::Quarter => "every quarter",
            Frequency::Month => "every month",
        },
        kind: |one| match one {
            AreaKind::City => "city",
            AreaKind::Municipality => "municipality (novads)",
        },
        planning_region: |name| match name {
            "Riga" => "Rīga planning region".to_owned(),
            other => format!("{other} planning region"),
        },
        pilots: "Pilot municipalities",
        others: "Other municipalities (until 2021)",
        no_value: "no value",
    },
};

pub(super) const READING: Reading = Reading {
    catalogue: Catalogue {
        title: "Indicators",
        intro: "Each indicator belongs to one policy area and answers one question about a service: how much is spent on it, who gets it, what a unit costs, how good it is and what comes of it.",
        search: "Search for an indicator",
        policy_area: "Policy area",
        every_policy_area: "all",
        found: |n| plural(n, "indicator", "indicators"),
        none: "No indicator matches. Try a shorter word or another policy area.",
        base: |n| format!("Base indicators from which the others are computed: {n}"),
        no_values: "no values yet",
    },
    networks: Networks {
        title: "Networks",
        intro: "In a network municipalities compare indicators together, visit each other, put questions to those who do better, and check afterwards whether their figures have moved.",
        members: |n| plural(n, "member", "members"),
        indicators: |n| plural(n, "indicator", "indicators"),
        member_list: "Members",
        indicator_list: "Indicators of the network",
        no_members: "The members are not known yet.",
        invented: "The list of members is invented for demonstration.",
        coordinator: "Coordinator",
        no_coordinator: "not named yet",
        stage: "Stage",
        no_stage: "before the first meeting",
        stage_name: |stage| match stage {
            NetworkStage::Start => "start",
            NetworkStage::Compare => "compare",
            NetworkStage::Understand => "understand",
            NetworkStage::Improve => "improve",
            NetworkStage::FollowUp => "follow up",
        },
    },
    about: About {
        title: "About BLIS",
        what: [
            "BLIS is the system in which Latvian municipalities compare themselves and learn from each other. A municipality sees its own figures beside those of similar ones, sees where it differs, and asks those who do better how they do it.",
            "The 44 pilot municipalities of the division of 2009–2021 are compared, in four thematic networks. All 119 local governments of that time can be compared with as well.",
            "The system is run by the Latvian Association of Local and Regional Governments. The way of working comes from the associations of Norway and Poland.",
        ],
        reading_title: "How to read it",
        reading: [
            "Rank, best and worst quarter are always relative to the municipalities chosen; among others the same value may stand elsewhere. It is no judgement.",
            "No band is given where neither way is better, where fewer than eight have a value, or where the values hardly differ. Quartiles are of type 7 (Hyndman and Fan, 1996).",
            "A missing value is not zero: each has its reason. Small counts are not shown, so that nobody can be recognised.",
        ],
        sources_title: "Sources",
        sources: "The source of each indicator is on its page. Values are sent by those who keep the data, and every correction stays visible as a new version. Population and territories: Central Statistical Bureau of Latvia.",
        api_title: "For programs",
        api: "Everything seen here is also available through an interface, without signing in: municipalities, indicators, series, comparisons.",
        api_link: "Description of the interface",
    },
};

fn region(code: &str) -> &str {
    match code {
        "LV003" => "Kurzeme",
        "LV005" => "Latgale",
        "LV006" => "Rīga",
        "LV007" => "Pierīga (around Rīga)",
        "LV008" => "Vidzeme",
        "LV009" => "Zemgale",
        other => other,
    }
}
