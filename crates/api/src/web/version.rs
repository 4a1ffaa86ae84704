//! Versions of what can be changed: given out as an `ETag`, and asked back as `If-Match` with every change, so that
//! nobody overwrites what they have not seen.

use super::problem::ApiError;
use actix_web::http::header::{ETAG, EntityTag, Header, IF_MATCH, IfMatch};
use actix_web::{HttpRequest, HttpResponseBuilder};
use blis_domain::problem::{ProblemCode, ProblemDraft};

/// The same answer with the version of what it shows.
pub(crate) fn tagged(mut answer: HttpResponseBuilder, version: u64) -> HttpResponseBuilder {
    answer.insert_header((ETAG, tag(version).to_string()));
    answer
}

/// The tag of an answer that is kept and asked about by its content, with the version of what can be changed in it: it is
/// good for `If-None-Match` and for `If-Match`. The hash after the dot has none itself.
pub(super) fn in_front(version: u64, of_content: &EntityTag) -> EntityTag {
    EntityTag::new_weak(format!("{version}.{}", of_content.tag()))
}

/// The tag without what follows the version.
fn without_content(tag: &EntityTag) -> EntityTag {
    let version = tag.tag().split('.').next().unwrap_or_default();
    EntityTag::new_weak(version.to_owned())
}

fn tag(version: u64) -> EntityTag {
    EntityTag::new_strong(version.to_string())
}

/// The version that a change is meant for.
pub(crate) struct Expected(IfMatch);

impl Expected {
    /// As the request says; a request that does not say is refused. `*` stands for whichever there is (RFC 9110, 13.1.1).
    pub(crate) fn of(request: &HttpRequest) -> Result<Expected, ApiError> {
        if !request.headers().contains_key(IF_MATCH) {
            return Err(missing());
        }
        // What is no list of tags matches nothing.
        Ok(Expected(
            IfMatch::parse(request).unwrap_or(IfMatch::Items(Vec::new())),
        ))
    }

    /// Whether it is this one.
    pub(crate) fn is(&self, version: u64) -> bool {
        match &self.0 {
            IfMatch::Any => true,
            // Compression on the way makes a strong tag weak; the version is the same.
            IfMatch::Items(tags) => tags.iter().any(|one| without_content(one).weak_eq(&tag(version))),
        }
    }
}

fn missing() -> ApiError {
    ProblemDraft::new(
        ProblemCode::IfMatchMissing,
        "Galvenē If-Match jānorāda ETag, ko deva pēdējā lasīšana.",
        "The header If-Match must name the ETag that the last read gave.",
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_the_version_there_is_can_be_changed() {
        for (named, fits) in [
            (None, None),
            (Some("*"), Some(true)),
            (Some("\"3\""), Some(true)),
            (Some("W/\"3\""), Some(true)),
            (Some("W/\"3.Vq-_x\""), Some(true)),
            (Some("W/\"33.Vq-_x\""), Some(false)),
            (Some("\"2\", \"3\""), Some(true)),
            (Some("\"2\""), Some(false)),
            (Some("3"), Some(false)),
        ] {
            let mut request = TestRequest::default();
            if let Some(named) = named {
                request = request.insert_header((IF_MATCH, named));
            }
            let expected = Expected::of(&request.to_http_request()).ok();
            assert_eq!(expected.map(|expected| expected.is(3)), fits, "{named:?}");
        }
    }
}
