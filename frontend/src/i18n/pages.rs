//! The words of each page.

use blis_domain::network::NetworkStage;

/// The home page.
pub(crate) struct Home {
    /// Title of the document; takes the municipality.
    pub(crate) title: fn(&str) -> String,
    /// The sentence, before the municipality.
    pub(crate) sentence_area: &'static str,
    /// Between the municipality and the peers.
    pub(crate) sentence_peers: &'static str,
    /// What ends the sentence: a question mark where it is a question.
    pub(crate) sentence_end: &'static str,
    /// Label of the period.
    pub(crate) period: &'static str,
    /// The choice that takes each indicator's latest period.
    pub(crate) latest: &'static str,
    /// Said while nobody has chosen a municipality.
    pub(crate) example: fn(&str) -> String,
    /// Heading of what is in the best quarter.
    pub(crate) better: &'static str,
    /// Nothing is.
    pub(crate) better_none: &'static str,
    /// Heading of what is in the worst quarter.
    pub(crate) worse: &'static str,
    /// Nothing is.
    pub(crate) worse_none: &'static str,
    /// Heading of what changed most.
    pub(crate) changed: &'static str,
    /// Nothing did.
    pub(crate) changed_none: &'static str,
    /// That quarters are relative.
    pub(crate) relative: &'static str,
    /// No indicator has a value.
    pub(crate) no_values: &'static str,
    /// No indicator has enough values for quarters.
    pub(crate) no_bands: &'static str,
    /// How many of the indicators have a value; takes how many and of how many.
    pub(crate) with_value: fn(u64, u64) -> String,
    /// The link to the profile.
    pub(crate) whole_profile: &'static str,
}

/// The profile.
pub(crate) struct Profile {
    /// Inhabitants and the year they were counted.
    pub(crate) population: fn(&str, u16) -> String,
    /// The territory went to; takes the names.
    pub(crate) successor: fn(&str) -> String,
    /// Networks; takes their codes.
    pub(crate) networks: fn(&str) -> String,
    /// Name of the filter.
    pub(crate) dimension: &'static str,
    /// No filter.
    pub(crate) every_dimension: &'static str,
    /// Column heads: indicator, value, among peers, rank, band, change.
    pub(crate) columns: [&'static str; 6],
    /// The change and since when.
    pub(crate) since: fn(&str, &str) -> String,
    /// No indicator passes the filter.
    pub(crate) none: &'static str,
    /// The fold with those that have no value; takes how many.
    pub(crate) without: fn(u64) -> String,
    /// Title of the document; takes the municipality.
    pub(crate) title: fn(&str) -> String,
    /// How the strip is read.
    pub(crate) strip: &'static str,
}

/// The catalogue.
pub(crate) struct Catalogue {
    /// Heading.
    pub(crate) title: &'static str,
    /// What it is.
    pub(crate) intro: &'static str,
    /// Label of the search box.
    pub(crate) search: &'static str,
    /// Name of the filter.
    pub(crate) policy_area: &'static str,
    /// No filter.
    pub(crate) every_policy_area: &'static str,
    /// How many were found.
    pub(crate) found: fn(u64) -> String,
    /// None was.
    pub(crate) none: &'static str,
    /// The fold with base indicators.
    pub(crate) base: fn(u64) -> String,
    /// No value was received yet.
    pub(crate) no_values: &'static str,
}

/// The comparison of one indicator.
pub(crate) struct Comparison {
    /// Names of the views: ranking, trend, distribution, table.
    pub(crate) views: [&'static str; 4],
    /// Name of the choice of view.
    pub(crate) view: &'static str,
    /// Label of the choice of municipality.
    pub(crate) area: &'static str,
    /// Label of the period.
    pub(crate) period: &'static str,
    /// The button to the period before.
    pub(crate) earlier: &'static str,
    /// The button to the period after.
    pub(crate) later: &'static str,
    /// A period of which nothing was received.
    pub(crate) period_without_data: fn(&str) -> String,
    /// Heading of the sentences.
    pub(crate) finding: &'static str,
    /// Median of the peers.
    pub(crate) median: &'static str,
    /// Middle half of the peers.
    pub(crate) middle_half: &'static str,
    /// Best value and whose.
    pub(crate) best: &'static str,
    /// And so many more.
    pub(crate) more: fn(usize) -> String,
    /// The value before.
    pub(crate) previous: fn(&str) -> String,
    /// Heading of the peers without a value.
    pub(crate) missing: &'static str,
    /// How to read it.
    pub(crate) reading: &'static str,
    /// Definition.
    pub(crate) definition: &'static str,
    /// Heading of source, unit and the like.
    pub(crate) sheet: &'static str,
    /// The fold with how the own figure is computed.
    pub(crate) arithmetic: &'static str,
    /// Before the id of a batch.
    pub(crate) batch: &'static str,
    /// The link to where the sheet is changed.
    pub(crate) to_sheet: &'static str,
    /// The button that leads to these figures as they are for ever.
    pub(crate) lasting: &'static str,
    /// Source.
    pub(crate) source: &'static str,
    /// Formula.
    pub(crate) formula: &'static str,
    /// Smallest count that may be shown.
    pub(crate) min_count: fn(u32) -> String,
    /// Direction.
    pub(crate) direction: &'static str,
    /// Frequency.
    pub(crate) frequency: &'static str,
    /// Unit.
    pub(crate) unit: &'static str,
    /// Partner indicators.
    pub(crate) partners: &'static str,
    /// Name of what several comparison sets say.
    pub(crate) verdict: &'static str,
    /// Opens what can be taken along.
    pub(crate) take: &'static str,
    /// Link back to the profile.
    pub(crate) to_profile: fn(&str) -> String,
    /// Shows the whole ranking.
    pub(crate) show_all: fn(u32) -> String,
    /// Shows the neighbourhood.
    pub(crate) show_near: &'static str,
    /// Picked comparators, before their names.
    pub(crate) picks: &'static str,
    /// The address picks more than can be picked.
    pub(crate) picks_cut: &'static str,
    /// After the name of a picked one that is outside the comparison set.
    pub(crate) not_compared: &'static str,
    /// The button that picks the one pointed at.
    pub(crate) pin: &'static str,
    /// The button that lets go of it.
    pub(crate) unpin: &'static str,
    /// Lets go of one.
    pub(crate) let_go: fn(&str) -> String,
    /// How to pick.
    pub(crate) pick_hint: &'static str,
    /// Columns of the table: pick, rank, municipality, value, to the median, band, remark.
    pub(crate) columns: [&'static str; 7],
    /// Picks a municipality.
    pub(crate) pick: fn(&str) -> String,
    /// Caption of the table.
    pub(crate) caption: fn(&str, &str) -> String,
    /// No more can be picked.
    pub(crate) picks_full: &'static str,
    /// The indicator is not in the catalogue.
    pub(crate) unknown: fn(&str) -> String,
}

/// The networks.
pub(crate) struct Networks {
    /// Heading.
    pub(crate) title: &'static str,
    /// What a network is.
    pub(crate) intro: &'static str,
    /// Its size: members and indicators.
    pub(crate) members: fn(u64) -> String,
    /// Indicators of its theme.
    pub(crate) indicators: fn(u64) -> String,
    /// Heading of the members.
    pub(crate) member_list: &'static str,
    /// Heading of the indicators.
    pub(crate) indicator_list: &'static str,
    /// Nobody is a member yet.
    pub(crate) no_members: &'static str,
    /// The membership is invented.
    pub(crate) invented: &'static str,
    /// Coordinator.
    pub(crate) coordinator: &'static str,
    /// Nobody is named.
    pub(crate) no_coordinator: &'static str,
    /// Where it stands.
    pub(crate) stage: &'static str,
    /// Before the first meeting.
    pub(crate) no_stage: &'static str,
    /// Names of the steps.
    pub(crate) stage_name: fn(NetworkStage) -> &'static str,
}

/// About BLIS.
pub(crate) struct About {
    /// Heading.
    pub(crate) title: &'static str,
    /// Paragraphs on what it is.
    pub(crate) what: [&'static str; 3],
    /// Heading of how to read it.
    pub(crate) reading_title: &'static str,
    /// Paragraphs on how to read it.
    pub(crate) reading: [&'static str; 3],
    /// Heading of the sources.
    pub(crate) sources_title: &'static str,
    /// Paragraph on the sources.
    pub(crate) sources: &'static str,
    /// Heading of the interface for programs.
    pub(crate) api_title: &'static str,
    /// Paragraph on it.
    pub(crate) api: &'static str,
    /// Link to it.
    pub(crate) api_link: &'static str,
}
