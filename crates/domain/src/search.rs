//! One search over all that has a name: municipalities, indicators, networks. The server and the page ask the same index, so
//! both find the same.
//!
//! **What is found.** Words are compared without case and Latvian marks (`kekava` finds *Ķekava*). Every word that is sought
//! must be found in a record: as itself, as the beginning of a word, or with another Latvian ending (`ielas` finds *ielu*,
//! `cesis` finds *Cēsu*: a stem of three letters or more and an ending of nouns or adjectives on both sides). In names, codes and aliases it may also be
//! mistyped: a word of four letters or more once, of eight or more twice, where a slip is a letter too many, too few or
//! another, or two neighbours swapped (optimal string alignment; Damerau, "A technique for computer detection and correction
//! of spelling errors", Communications of the ACM 7 (1964) 171–176, found four of five errors to be one of these). From five
//! letters on, the beginning of a word may be mistyped too. What has a digit is never taken for mistyped: 2015 is not 2016.
//!
//! **The order**, each rule deciding where those before it do not:
//! 1. how a record was found, by the word of the query that fits least: the word itself, then the beginning of one, then with
//!    another ending, then in its text, then mistyped ([`Closeness`]);
//! 2. fewer slips;
//! 3. where: in the name in the reader's language, in code or alias, in the name in the other language, in the text;
//! 4. nearer to the beginning of the name;
//! 5. the kind, in the order of [`RecordKind`];
//! 6. fewer words in the name;
//! 7. the order in which the records were given.
//!
//! A new kind of record is a member of [`RecordKind`] and a function that makes a [`SearchRecord`] of it.

use crate::area::Area;
use crate::finding;
use crate::indicator::Indicator;
use crate::network::Network;
use crate::text::{Language, Text};
use closeness::{Fit, SoughtWord};
use letters::{Word, words};
use serde::{Deserialize, Serialize};

mod closeness;
mod letters;
#[cfg(test)]
mod tests;

pub use letters::{folded, pieces};

/// The most words of a query that are looked at; what comes after them is not.
pub const MOST_WORDS: usize = 8;

coded! {
    /// What a record is.
    RecordKind {
        /// A local government.
        Municipality = "municipality",
        /// A sheet of the catalogue.
        Indicator = "indicator",
        /// A thematic network.
        Network = "network",
    }

    /// How a record was found.
    Closeness {
        /// Every word of the query is one of its name, code or aliases.
        Exact = "exact",
        /// Every word of the query is at least the beginning of one.
        Prefix = "prefix",
        /// Some have another ending there: *Cēsis*, *Cēsu*.
        Inflected = "inflected",
        /// Some stand in its text alone.
        Mentioned = "mentioned",
        /// Some are found as mistyped alone.
        Similar = "similar",
    }
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRecord {
    /// What it is.
    pub kind: RecordKind,
    /// Its code, by which it is reached: `0840200`, `CTX.UNEMP`, `N2`.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Other names by which it is called.
    pub aliases: Vec<String>,
    /// What else it says of itself.
    pub text: Text,
}

impl SearchRecord {
    /// A municipality, found by its successors and its planning region as well.
    pub fn municipality(area: &Area) -> SearchRecord {
        let text = |language| {
            let successors = area.successors.iter().map(|one| one.name.get(language));
            let all: Vec<&str> = successors.chain([area.planning_region.as_str()]).collect();
            all.join(" · ")
        };
        SearchRecord {
            kind: RecordKind::Municipality,
            key: area.code.to_string(),
            name: area.name.clone(),
            aliases: Vec::new(),
            text: Text::new(text(Language::Lv), text(Language::En)),
        }
    }

    /// An indicator, found by its definition and policy area as well.
    pub fn indicator(sheet: &Indicator) -> SearchRecord {
        let text = |language| {
            let policy_area = finding::policy_area(language, sheet.policy_area);
            format!("{} · {policy_area}", sheet.definition.get(language))
        };
        SearchRecord {
            kind: RecordKind::Indicator,
            key: sheet.code.to_string(),
            name: sheet.name.clone(),
            aliases: Vec::new(),
            text: Text::new(text(Language::Lv), text(Language::En)),
        }
    }

    /// A network, found by its theme and policy area as well.
    pub fn network(network: &Network) -> SearchRecord {
        let text = |language| {
            let policy_area = finding::policy_area(language, network.policy_area);
            format!("{} · {policy_area}", network.theme.get(language))
        };
        SearchRecord {
            kind: RecordKind::Network,
            key: network.code.to_string(),
            name: network.name.clone(),
            aliases: Vec::new(),
            text: Text::new(text(Language::Lv), text(Language::En)),
        }
    }
}

/// A part of a text, counted in characters (Unicode scalar values): from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedRange {
    /// The first character.
    pub start: u32,
    /// The one behind the last.
    pub end: u32,
}

/// What was found in a name, in its order; [`pieces`] cuts the name by it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedRanges {
    /// In the Latvian name.
    pub lv: Vec<MatchedRange>,
    /// In the English name.
    pub en: Vec<MatchedRange>,
}

impl MatchedRanges {
    /// Those in the name of one language.
    pub fn get(&self, language: Language) -> &[MatchedRange] {
        match language {
            Language::Lv => &self.lv,
            Language::En => &self.en,
        }
    }
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// What it is.
    pub kind: RecordKind,
    /// Its code.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// How it was found: a page says of `similar` ones that they may be meant.
    pub closeness: Closeness,
    /// What was found in the name; empty where code or text alone was found.
    pub matched: MatchedRanges,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchFound {
    /// The first of them, in the order of [the rules](self).
    pub items: Vec<SearchHit>,
    /// How many there are.
    pub total: u32,
}

/// What is sought.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// The words, as they were typed.
    pub words: &'a str,
    /// The reader's language, whose names come first.
    pub language: Language,
    /// One kind alone.
    pub kind: Option<RecordKind>,
    /// How many hits to give at most.
    pub most: usize,
}

/// Where a word of a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Name(Language),
    KeyOrAlias,
    Text,
}

/// A record with its words.
#[derive(Debug)]
struct Entry {
    record: SearchRecord,
    words: Vec<(Place, Word)>,
}

/// All records, taken apart into words once.
#[derive(Debug, Default)]
pub struct SearchIndex {
    entries: Vec<Entry>,
}

impl SearchIndex {
    /// An index of records, whose order is the last rule of the order of what is found.
    pub fn new(records: impl IntoIterator<Item = SearchRecord>) -> SearchIndex {
        SearchIndex {
            entries: records.into_iter().map(Entry::new).collect(),
        }
    }

    /// What is found. Nothing is, when no word is sought.
    pub fn find(&self, sought: &Sought<'_>) -> SearchFound {
        let typed: Vec<SoughtWord> = words(sought.words)
            .into_iter()
            .take(MOST_WORDS)
            .map(SoughtWord::new)
            .collect();
        let of_kind = |entry: &&Entry| sought.kind.is_none_or(|kind| kind == entry.record.kind);
        let mut found: Vec<(Standing, &Entry)> = match typed.is_empty() {
            true => Vec::new(),
            false => self
                .entries
                .iter()
                .filter(of_kind)
                .filter_map(|entry| Some((entry.standing(&typed, sought.language)?, entry)))
                .collect(),
        };
        // A stable sort keeps the order given among those alike.
        found.sort_by_key(|(standing, _)| *standing);
        let hits = found.iter().take(sought.most);
        SearchFound {
            items: hits
                .map(|(standing, entry)| entry.hit(*standing, &typed))
                .collect(),
            total: found.len() as u32,
        }
    }
}

/// The rules of the order, the first first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    closeness: Closeness,
    slips: usize,
    place: u8,
    position: usize,
    kind: RecordKind,
    length: usize,
}

impl Entry {
    fn new(record: SearchRecord) -> Entry {
        let mut of_record = Vec::new();
        let mut add = |place, text: &str| of_record.extend(words(text).into_iter().map(|word| (place, word)));
        for language in Language::ALL {
            add(Place::Name(language), record.name.get(language));
        }
        add(Place::KeyOrAlias, &record.key);
        for alias in &record.aliases {
            add(Place::KeyOrAlias, alias);
        }
        for language in Language::ALL {
            add(Place::Text, record.text.get(language));
        }
        Entry {
            record,
            words: of_record,
        }
    }

    /// How the record stands to a query; `None` when one of its words is not found.
    fn standing(&self, typed: &[SoughtWord], language: Language) -> Option<Standing> {
        let mut standing = Standing {
            closeness: Closeness::Exact,
            slips: 0,
            place: 0,
            position: 0,
            kind: self.record.kind,
            length: self.name_length(language),
        };
        for sought in typed {
            let (closeness, slips, place, position) = self.best(sought, language)?;
            standing.closeness = standing.closeness.max(closeness);
            standing.slips += slips;
            standing.place = standing.place.max(place);
            standing.position += position;
        }
        Some(standing)
    }

    /// The best place of one word of a query.
    fn best(&self, sought: &SoughtWord, language: Language) -> Option<(Closeness, usize, u8, usize)> {
        let fits = self.words.iter().filter_map(|(place, word)| {
            let fit = match place {
                Place::Text => sought.fit_as_typed(word),
                _ => sought.fit(word),
            }?;
            let closeness = match (place, fit) {
                (Place::Text, _) => Closeness::Mentioned,
                (_, Fit::Whole { .. }) => Closeness::Exact,
                (_, Fit::Beginning { .. }) => Closeness::Prefix,
                (_, Fit::Inflected { .. }) => Closeness::Inflected,
                (_, Fit::Mistyped { .. }) => Closeness::Similar,
            };
            let order = match place {
                Place::Name(one) if *one == language => 0,
                Place::KeyOrAlias => 1,
                Place::Name(_) => 2,
                Place::Text => 3,
            };
            Some((closeness, fit.slips(), order, word.position))
        });
        fits.min()
    }

    fn name_length(&self, language: Language) -> usize {
        let of_name = |(place, _): &&(Place, Word)| *place == Place::Name(language);
        self.words.iter().filter(of_name).count()
    }

    fn hit(&self, standing: Standing, typed: &[SoughtWord]) -> SearchHit {
        SearchHit {
            kind: self.record.kind,
            key: self.record.key.clone(),
            name: self.record.name.clone(),
            closeness: standing.closeness,
            matched: MatchedRanges {
                lv: self.matched(typed, Language::Lv),
                en: self.matched(typed, Language::En),
            },
        }
    }

    /// The best place of each word of the query in the name of a language, those that overlap made one.
    fn matched(&self, typed: &[SoughtWord], language: Language) -> Vec<MatchedRange> {
        let name = || {
            let words = self.words.iter();
            words
                .filter(|(place, _)| *place == Place::Name(language))
                .map(|(_, word)| word)
        };
        let mut ranges: Vec<MatchedRange> = typed
            .iter()
            .filter_map(|sought| {
                let fits = name().filter_map(|word| Some((sought.fit(word)?, word)));
                let (fit, word) = fits.min_by_key(|(fit, word)| (*fit, word.position))?;
                Some(word.range(fit.letters()))
            })
            .collect();
        ranges.sort_unstable();
        ranges.dedup_by(|later, earlier| {
            let overlap = later.start < earlier.end;
            if overlap {
                earlier.end = earlier.end.max(later.end);
            }
            overlap
        });
        ranges
    }
}
