//! Cursors of lists: opaque to callers, who hand back what they were given, and good for the question they were
//! given out for alone. The place a cursor names means nothing in another list.

use super::problem::ApiError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_domain::problem::ProblemCode;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What stands in a cursor.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed<P> {
    /// Hash of the question, so that the cursor stays short.
    of: String,
    /// The last item given.
    after: P,
}

/// A list and its filter. The size of a page is no part of it: a caller may change that on the way.
pub(crate) struct Question(String);

impl Question {
    /// The question put to a list.
    pub(crate) fn of(list: &'static str, filter: &impl Serialize) -> Result<Question, ApiError> {
        let text = serde_json::to_vec(&(list, filter)).map_err(ApiError::internal)?;
        Ok(Question(URL_SAFE_NO_PAD.encode(&Sha256::digest(text)[..9])))
    }

    /// The cursor of a place in the answer.
    pub(crate) fn cursor(&self, after: impl Serialize) -> Result<String, ApiError> {
        let of = self.0.clone();
        let plain = serde_json::to_vec(&Sealed { of, after }).map_err(ApiError::internal)?;
        Ok(URL_SAFE_NO_PAD.encode(plain))
    }

    /// The place a cursor names, if it was given out for this question.
    pub(crate) fn place<P: DeserializeOwned>(&self, cursor: &str) -> Result<P, ApiError> {
        let plain = URL_SAFE_NO_PAD.decode(cursor).ok();
        plain
            // A NUL, which PostgreSQL takes in no text; there is none in what was given out.
            .filter(|plain| !plain.windows(6).any(|part| part == b"\\u0000"))
            .and_then(|plain| serde_json::from_slice::<Sealed<P>>(&plain).ok())
            .filter(|sealed| sealed.of == self.0)
            .map(|sealed| sealed.after)
            .ok_or_else(|| ApiError::of_code(ProblemCode::InvalidCursor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(list: &'static str, filter: Option<&str>) -> Question {
        Question::of(list, &filter).unwrap()
    }

    #[test]
    fn a_cursor_leads_back_to_its_place() {
        let cursor = question("a", Some("x")).cursor(7).unwrap();
        assert_eq!(question("a", Some("x")).place::<u64>(&cursor).unwrap(), 7);
    }

    #[test]
    fn a_forged_cursor_brings_no_nul() {
        let own = question("a", Some("x"));
        assert_eq!(own.place::<String>(&own.cursor("7").unwrap()).unwrap(), "7");
        assert!(own.place::<String>(&own.cursor("7\0").unwrap()).is_err());
    }

    #[test]
    fn a_cursor_of_another_list_filter_or_shape_is_refused() {
        let cursor = question("a", Some("x")).cursor(7).unwrap();
        for other in [
            question("b", Some("x")),
            question("a", Some("y")),
            question("a", None),
        ] {
            let refused = other
                .place::<u64>(&cursor)
                .expect_err("it belongs to another question");
            assert_eq!(refused.draft.code, ProblemCode::InvalidCursor);
        }
        let own = question("a", Some("x"));
        assert!(own.place::<String>(&cursor).is_err());
        for text in ["", "x", "7", "e30", "eyJhZnRlciI6N30"] {
            assert!(own.place::<u64>(text).is_err(), "{text}");
        }
    }
}
