//! Explanations: what those whom a figure is about say of it. One stays with its figure wherever the figure is shown,
//! until another takes its place or it is withdrawn; what it said then is never lost.

use crate::area::AreaCode;
use crate::period::Period;
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// The longest explanation in one language, in characters.
pub const LONGEST_EXPLANATION: usize = 2000;

/// A text of an explanation as it is kept; `None` when it says nothing, is too long, or holds what cannot be shown.
pub fn explanation(text: &str) -> Option<&str> {
    crate::text::shown(text, LONGEST_EXPLANATION)
}

/// What is said of a figure, everywhere that the figure is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Explanation {
    /// In Latvian.
    pub lv: String,
    /// In English; `null` where nobody wrote it.
    pub en: Option<String>,
    /// When it became known, RFC 3339 in UTC.
    pub recorded_at: String,
    /// The data version since which it stands there.
    pub version: u64,
}

impl Explanation {
    /// What it says in a language; in Latvian where nobody wrote it in that one.
    pub fn text(&self, language: Language) -> &str {
        in_language(&self.lv, self.en.as_deref(), language)
    }
}

impl WriteExplanation {
    /// What it says in a language; in Latvian where nobody wrote it in that one.
    pub fn text(&self, language: Language) -> &str {
        in_language(&self.lv, self.en.as_deref(), language)
    }
}

fn in_language<'a>(lv: &'a str, en: Option<&'a str>, language: Language) -> &'a str {
    match language {
        Language::Lv => lv,
        Language::En => en.unwrap_or(lv),
    }
}

/// An explanation with its place in the block of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Remark {
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// What is said of the figure.
    pub explanation: Explanation,
}

/// What is written to explain a figure. It takes the place of the explanation before it as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteExplanation {
    /// In Latvian: 1 to 2,000 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub lv: String,
    /// In English: 1 to 2,000 characters; `null` or left out for none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub en: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_says_something_that_can_be_shown() {
        assert_eq!(explanation("  Slēgta rūpnīca.\n"), Some("Slēgta rūpnīca."));
        for nothing in [
            "",
            " \n\t",
            "a\0b",
            "a\u{202e}b",
            &"ā".repeat(LONGEST_EXPLANATION + 1),
        ] {
            assert_eq!(explanation(nothing), None, "{nothing:?}");
        }
    }
}
