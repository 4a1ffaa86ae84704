//! What a dataset says of its dimensions.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A dimension: its categories in their order. The rest of it is for readers.
#[derive(Debug, Deserialize)]
pub(super) struct Dimension {
    pub(super) category: Category,
}

#[derive(Debug, Deserialize)]
pub(super) struct Category {
    pub(super) index: Option<Index>,
    /// What the categories are called, which stands for their index where there is one alone.
    pub(super) label: Option<Codes>,
}

/// Which category stands where.
#[derive(Debug)]
pub(super) enum Index {
    /// In this order.
    List(Vec<String>),
    /// Each at its position.
    Positions(Vec<(String, u64)>),
}

/// The names of the members of an object, without what they say.
#[derive(Debug)]
pub(super) struct Codes(pub(super) Vec<String>);

/// Which dimensions play which part.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Roles {
    pub(super) geo: Vec<String>,
    pub(super) metric: Vec<String>,
    pub(super) time: Vec<String>,
}

/// A number of categories, which some programs write as text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Size {
    Number(u64),
    Text(String),
}

impl Size {
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Size::Number(number) => Some(*number),
            Size::Text(text) => text.parse().ok(),
        }
    }
}

impl Category {
    /// The codes of the categories, each at its position; nothing where they leave gaps or come twice.
    pub(super) fn codes(&self, size: u64) -> Option<Vec<String>> {
        let codes: Vec<String> = match (&self.index, &self.label) {
            (Some(Index::List(codes)), _) => codes.clone(),
            (Some(Index::Positions(positions)), _) => {
                let mut positions: Vec<&(String, u64)> = positions.iter().collect();
                positions.sort_by_key(|(_, position)| *position);
                let is_in_place = |(at, (_, position)): (u64, &&(String, u64))| *position == at;
                if !(0..).zip(&positions).all(is_in_place) {
                    return None;
                }
                positions.into_iter().map(|(code, _)| code.clone()).collect()
            }
            (None, Some(Codes(codes))) if size == 1 => codes.clone(),
            (None, _) => return None,
        };
        let are_all = codes.len() as u64 == size;
        let mut different: Vec<&String> = codes.iter().collect();
        different.sort_unstable();
        different.dedup();
        (are_all && different.len() == codes.len()).then_some(codes)
    }
}

impl<'de> Deserialize<'de> for Index {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Index, D::Error> {
        deserializer.deserialize_any(IndexVisitor)
    }
}

struct IndexVisitor;

impl<'de> Visitor<'de> for IndexVisitor {
    type Value = Index;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of codes, or an object of their positions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Index, A::Error> {
        let mut codes = Vec::new();
        while let Some(code) = access.next_element()? {
            codes.push(code);
        }
        Ok(Index::List(codes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Index, A::Error> {
        let mut positions = Vec::new();
        while let Some(position) = access.next_entry()? {
            positions.push(position);
        }
        Ok(Index::Positions(positions))
    }
}

impl<'de> Deserialize<'de> for Codes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Codes, D::Error> {
        deserializer.deserialize_map(CodesVisitor)
    }
}

struct CodesVisitor;

impl<'de> Visitor<'de> for CodesVisitor {
    type Value = Codes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Codes, A::Error> {
        let mut codes = Vec::new();
        while let Some((code, IgnoredAny)) = access.next_entry()? {
            codes.push(code);
        }
        Ok(Codes(codes))
    }
}
