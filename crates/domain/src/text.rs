//! The two languages BLIS speaks, and text that exists in both.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language of the interface and of every name in the catalogue. Latvian comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Latvian, the default.
    #[default]
    Lv,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order they are offered.
    pub const ALL: [Language; 2] = [Language::Lv, Language::En];

    /// The BCP 47 tag: `lv` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Lv => "lv",
            Language::En => "en",
        }
    }

    /// The language of a tag such as `en`, `en-GB` or `LV`; `None` when BLIS does not speak it.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or("");
        Language::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4): the spoken one with the
    /// highest weight, the earlier on a tie, Latvian when none matches.
    ///
    /// ```
    /// # use blis_domain::text::Language;
    /// assert_eq!(Language::negotiate("de, en-GB;q=0.8, lv;q=0.5"), Language::En);
    /// assert_eq!(Language::negotiate("fr"), Language::Lv);
    /// ```
    pub fn negotiate(header: &str) -> Language {
        let mut best: Option<(Language, f64)> = None;
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let Some(language) = pieces.next().and_then(Language::from_tag) else {
                continue;
            };
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f64>().unwrap_or(0.0));
            // A weight beyond 1 is none (RFC 9110, 12.4.2), and neither is infinity or NaN.
            if weight > 0.0 && weight <= 1.0 && best.is_none_or(|(_, highest)| weight > highest) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A name or a sentence in both languages: `{"lv": "…", "en": "…"}` on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Latvian.
    pub lv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its Latvian and its English wording.
    pub fn new(lv: impl Into<String>, en: impl Into<String>) -> Text {
        Text {
            lv: lv.into(),
            en: en.into(),
        }
    }

    /// The wording in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Lv => &self.lv,
            Language::En => &self.en,
        }
    }
}

/// A text of several lines as it is kept and shown to others: without what is not seen at its ends; `None` when it says
/// nothing, is longer than so many characters, or holds what cannot be shown or turns the direction of what follows.
pub fn shown(text: &str, longest: usize) -> Option<&str> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= longest;
    let is_shown = |letter: char| match letter {
        '\n' | '\r' | '\t' => true,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        letter => !letter.is_control(),
    };
    (fits && text.chars().all(is_shown)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_language_weighs_more_than_one() {
        for header in ["en, lv;q=2", "en, lv;q=inf", "en, lv;q=1e9", "en, lv;q=nan"] {
            assert_eq!(Language::negotiate(header), Language::En, "{header}");
        }
    }
}
