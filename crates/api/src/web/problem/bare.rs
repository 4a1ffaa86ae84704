//! Bare statuses, as actix-web answers in places that no handler reaches, and the problem each becomes.

use super::ApiError;
use actix_web::http::StatusCode;
use blis_domain::problem::ProblemCode;

/// The problems that a status says all of. Others, such as that an idempotency key was reused, are a handler's
/// finding: a bare 409 or 422 must not claim it.
const BARE: [ProblemCode; 9] = [
    ProblemCode::InvalidParameter,
    ProblemCode::Unauthenticated,
    ProblemCode::Forbidden,
    ProblemCode::NotFound,
    ProblemCode::MethodNotAllowed,
    ProblemCode::NotAcceptable,
    ProblemCode::BodyTooLarge,
    ProblemCode::UnsupportedMediaType,
    ProblemCode::Unavailable,
];

/// The problem of a bare status. One that is not in the table is a fault of the request or of the server.
pub(crate) fn of_status(status: StatusCode) -> ApiError {
    let named = BARE.into_iter().find(|code| code.status() == status.as_u16());
    ApiError::of_code(named.unwrap_or(if status.is_server_error() {
        ProblemCode::Internal
    } else {
        ProblemCode::InvalidParameter
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_bare_status_means_one_problem() {
        for (at, code) in BARE.iter().enumerate() {
            let twin = BARE[..at].iter().find(|other| other.status() == code.status());
            assert_eq!(twin, None, "{code:?} has the status of another problem");
            let status = StatusCode::from_u16(code.status()).unwrap();
            assert_eq!(of_status(status).draft.code, *code);
        }
        for (status, code) in [
            (StatusCode::CONFLICT, ProblemCode::InvalidParameter),
            (StatusCode::UNPROCESSABLE_ENTITY, ProblemCode::InvalidParameter),
            (StatusCode::INTERNAL_SERVER_ERROR, ProblemCode::Internal),
            (StatusCode::BAD_GATEWAY, ProblemCode::Internal),
        ] {
            assert_eq!(of_status(status).draft.code, code, "{status}");
        }
    }

    /// The sources of a folder, without the tables that name codes and use none.
    fn sources(folder: &Path) -> String {
        const TABLES: [&str; 3] = ["web/problem/bare.rs", "web/problem/words.rs", "openapi/shared.rs"];
        let mut text = String::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                text.push_str(&sources(&path));
            } else if !TABLES.iter().any(|table| path.ends_with(table)) {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
        text
    }

    /// Answers of actix-web itself; `tests/it/problems.rs` asks for each.
    const BY_ACTIX: [ProblemCode; 1] = [ProblemCode::NotAcceptable];

    #[test]
    fn every_problem_is_somebodys() {
        let text = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        for code in ProblemCode::ALL {
            assert!(
                text.contains(&format!("ProblemCode::{code:?}")) || BY_ACTIX.contains(code),
                "no answer is ever {code:?}: use it, or take it out of blis_domain::problem"
            );
        }
    }
}
