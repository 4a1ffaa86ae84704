//! Changes on what was seen: a change names the version it changes, and comes too late when there is another.

use super::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::header::{EntityTag, Header, IF_MATCH, IfMatch};
use blis_domain::problem::ProblemCode;

/// The tag of a version.
pub(crate) fn tag(version: i64) -> String {
    EntityTag::new_strong(version.to_string()).to_string()
}

/// The change must name the version there is. `*` names none: whoever sends it has not looked.
pub(crate) fn require(request: &HttpRequest, version: i64) -> Result<(), ApiError> {
    if !request.headers().contains_key(IF_MATCH) {
        return Err(ApiError::of_code(ProblemCode::IfMatchMissing));
    }
    let there = EntityTag::new_strong(version.to_string());
    match IfMatch::parse(request) {
        Ok(IfMatch::Any) => Err(ApiError::of_code(ProblemCode::IfMatchMissing)),
        Ok(IfMatch::Items(tags)) if tags.iter().any(|tag| tag.strong_eq(&there)) => Ok(()),
        // What is no tag of ours was given out for nothing that is there.
        Ok(IfMatch::Items(_)) | Err(_) => Err(ApiError::of_code(ProblemCode::Stale)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_the_version_there_is_can_be_changed() {
        for (named, status) in [
            (None, Some(428)),
            (Some("*"), Some(428)),
            (Some("\"3\""), None),
            (Some("\"2\", \"3\""), None),
            (Some("\"2\""), Some(412)),
            (Some("W/\"3\""), Some(412)),
            (Some("3"), Some(412)),
        ] {
            let mut request = TestRequest::default();
            if let Some(named) = named {
                request = request.insert_header((IF_MATCH, named));
            }
            let refused = require(&request.to_http_request(), 3).err();
            assert_eq!(
                refused.map(|error| error.draft.code.status()),
                status,
                "{named:?}"
            );
        }
        assert_eq!(tag(3), "\"3\"");
    }
}
