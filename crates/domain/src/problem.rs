//! Problem details (RFC 9457): the one shape of every error of the API, and the table of its types.

use crate::text::{Language, Text};
use serde::{Deserialize, Serialize};

/// Where the types of problems are described; a type is this and its code.
const TYPES: &str = "https://blis.lps.lv/problems/";

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $lv:literal, $en:literal;)*) => {
        /// The type of a problem: its code is stable, its status is written here and nowhere else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemCode { $($(#[$doc])* $name,)* }

        impl ProblemCode {
            /// Every one.
            pub const ALL: &'static [ProblemCode] = &[$(ProblemCode::$name),*];

            /// The last part of its `type`.
            pub fn code(self) -> &'static str {
                match self { $(ProblemCode::$name => $code,)* }
            }

            /// Its HTTP status.
            pub fn status(self) -> u16 {
                match self { $(ProblemCode::$name => $status,)* }
            }

            /// Its title, the same for every occurrence.
            pub fn title(self, language: Language) -> &'static str {
                match (self, language) {
                    $((ProblemCode::$name, Language::Lv) => $lv, (ProblemCode::$name, Language::En) => $en,)*
                }
            }
        }
    };
}

problems! {
    /// A parameter of the address or a header cannot be read.
    InvalidParameter = "invalid-parameter", 400, "Nederīgs parametrs", "Invalid parameter";
    /// The body cannot be read.
    MalformedBody = "malformed-body", 400, "Saturu nevar nolasīt", "The body cannot be read";
    /// The cursor of a list is not one that was given out.
    InvalidCursor = "invalid-cursor", 400, "Nederīga saraksta norāde", "Invalid cursor";
    /// What was asked for is more than one file may hold.
    TableTooLarge = "table-too-large", 400, "Tabula ir pārāk liela", "The table is too large";
    /// The idempotency key is missing.
    IdempotencyKeyMissing = "idempotency-key-missing", 400, "Trūkst Idempotency-Key", "Idempotency-Key is missing";
    /// Nobody is signed in and there is no token, or what was shown does not hold.
    Unauthenticated = "unauthenticated", 401, "Jāpierakstās vai jāuzrāda piekļuves pilnvara", "Sign in or show an access token";
    /// Address, password or code do not match, or the account does not open. It does not tell which.
    SignInFailed = "sign-in-failed", 401, "Pierakstīties neizdevās", "Signing in failed";
    /// The password is right and a code is needed as well.
    SecondFactorNeeded = "second-factor-needed", 401, "Jāievada vienreizējais kods", "A one-time code is needed";
    /// Whoever asks may not do this.
    Forbidden = "forbidden", 403, "Nav tiesību", "Not allowed";
    /// A change that did not come from a page of this site.
    CrossSite = "csrf", 403, "Pieprasījums nav sūtīts no šīs vietnes", "The request did not come from this site";
    /// Signing in is shut where anybody on the way could read along.
    InsecureTransport = "insecure-transport", 403, "Savienojums nav šifrēts", "The connection is not encrypted";
    /// The sign-in is too long ago for something this grave.
    SignInAgain = "sign-in-again", 403, "Jāpierakstās vēlreiz", "Sign in again";
    /// A role that this person may not give or take.
    MayNotGive = "may-not-give", 403, "Šo lomu piešķirt vai atņemt nedrīkst", "This role may not be given or taken";
    /// There is nothing at this address.
    NotFound = "not-found", 404, "Nav atrasts", "Not found";
    /// The address does not answer this method.
    MethodNotAllowed = "method-not-allowed", 405, "Metode nav atļauta", "Method not allowed";
    /// None of the accepted media types can be given.
    NotAcceptable = "not-acceptable", 406, "Šādā formātā atbildes nav", "Not acceptable";
    /// The body came more slowly than anybody waits for.
    TooSlow = "too-slow", 408, "Saturs nāk pārāk lēni", "The body comes too slowly";
    /// The first call with this key is still running.
    StillRunning = "still-running", 409, "Pirmais pieprasījums vēl tiek apstrādāts", "The first call is still running";
    /// It is there already, or stands in the way of something that is.
    Conflict = "conflict", 409, "Pretruna ar esošo stāvokli", "Conflict with what is there";
    /// The link was used, has ended, or never was.
    LinkExpired = "link-expired", 410, "Saite vairs nav derīga", "The link no longer holds";
    /// No change has this data version: a backup was restored, and what was known by it is lost; or it never was one.
    UnknownVersion = "unknown-version", 410, "Nezināma datu versija", "Unknown data version";
    /// It was changed since it was read.
    Stale = "stale", 412, "Ieraksts pa šo laiku ir mainīts", "It was changed in the meantime";
    /// The body is larger than allowed.
    BodyTooLarge = "body-too-large", 413, "Saturs ir pārāk liels", "The body is too large";
    /// The body's media type or encoding is not read here.
    UnsupportedMediaType = "unsupported-media-type", 415, "Neatbalstīts satura veids", "Unsupported media type";
    /// The key was used with another body.
    IdempotencyKeyReused = "idempotency-key-reused", 422, "Idempotency-Key jau izmantota ar citu saturu", "The Idempotency-Key was used with another body";
    /// The body can be read, and what it says cannot be accepted; the faults say why.
    Unacceptable = "unacceptable", 422, "Dati neatbilst prasībām", "The content cannot be accepted";
    /// A change must name the version it changes.
    IfMatchMissing = "if-match-missing", 428, "Trūkst If-Match", "If-Match is missing";
    /// More than the budget allows.
    TooManyRequests = "too-many-requests", 429, "Pārāk daudz pieprasījumu", "Too many requests";
    /// The address or the headers are longer than allowed.
    HeadTooLarge = "head-too-large", 431, "Adrese vai galvenes ir pārāk garas", "The address or the headers are too long";
    /// The server failed.
    Internal = "internal", 500, "Servera kļūda", "Server error";
    /// The server cannot answer now.
    Unavailable = "unavailable", 503, "Serviss pašlaik nav pieejams", "Service unavailable";
}

impl ProblemCode {
    /// The `type` of the problem.
    pub fn uri(self) -> String {
        format!("{TYPES}{}", self.code())
    }
}

/// One of several faults of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemItem {
    /// Where in a JSON body (RFC 6901), or `?name` for a parameter of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The row of a table, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// A stable code for programs.
    pub code: String,
    /// A sentence for a person.
    pub message: String,
}

impl ProblemItem {
    /// Whether it is about a member of the body (RFC 6901), or about something in that member.
    pub fn is_at(&self, member: &str) -> bool {
        let inside = self
            .pointer
            .as_deref()
            .and_then(|pointer| pointer.strip_prefix(member));
        inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// An error of the API, as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The type of the problem: stable, for programs.
    #[serde(rename = "type")]
    pub kind: String,
    /// The title of the type, in the language asked for.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time, in the language asked for.
    pub detail: String,
    /// The address that was called.
    pub instance: String,
    /// The single faults, when there are several or they have a place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemItem>,
}

/// A problem before its language is known: a code, a sentence in both languages, and the faults.
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemDraft {
    /// Its type.
    pub code: ProblemCode,
    /// What happened this time.
    pub detail: Text,
    /// The single faults: place, code and sentence.
    pub faults: Vec<FaultDraft>,
}

/// A single fault of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultDraft {
    /// Pointer into the body, or `?name`.
    pub pointer: Option<String>,
    /// Row of a table.
    pub row: Option<u64>,
    /// Stable code.
    pub code: &'static str,
    /// The sentence.
    pub message: Text,
}

impl FaultDraft {
    /// What is wrong with one member of a document.
    pub fn at(pointer: impl Into<String>, code: &'static str, message: Text) -> FaultDraft {
        FaultDraft {
            pointer: Some(pointer.into()),
            row: None,
            code,
            message,
        }
    }
}

impl ProblemDraft {
    /// A problem with its sentence in Latvian and English.
    pub fn new(code: ProblemCode, lv: impl Into<String>, en: impl Into<String>) -> ProblemDraft {
        ProblemDraft {
            code,
            detail: Text::new(lv, en),
            faults: Vec::new(),
        }
    }

    /// A parameter of the address that cannot be read.
    pub fn parameter(name: &str, code: &'static str, message: Text) -> ProblemDraft {
        ProblemDraft {
            code: ProblemCode::InvalidParameter,
            detail: Text::new(
                format!("Parametrs „{name}”: {}", message.lv),
                format!("Parameter “{name}”: {}", message.en),
            ),
            faults: vec![FaultDraft {
                pointer: Some(format!("?{name}")),
                row: None,
                code,
                message,
            }],
        }
    }

    /// Something that is not there.
    pub fn not_found(lv: impl Into<String>, en: impl Into<String>) -> ProblemDraft {
        ProblemDraft::new(ProblemCode::NotFound, lv, en)
    }

    /// The problem in a language, for the address that was called.
    pub fn in_language(&self, language: Language, instance: &str) -> Problem {
        Problem {
            kind: self.code.uri(),
            title: self.code.title(language).to_owned(),
            status: self.code.status(),
            detail: self.detail.get(language).to_owned(),
            instance: instance.to_owned(),
            errors: self
                .faults
                .iter()
                .map(|fault| ProblemItem {
                    pointer: fault.pointer.clone(),
                    row: fault.row,
                    code: fault.code.to_owned(),
                    message: fault.message.get(language).to_owned(),
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_and_a_title_mean_one_problem() {
        for (at, code) in ProblemCode::ALL.iter().enumerate() {
            for other in &ProblemCode::ALL[..at] {
                assert_ne!(code.code(), other.code());
                for language in Language::ALL {
                    assert_ne!(
                        code.title(language),
                        other.title(language),
                        "{code:?} and {other:?}"
                    );
                }
            }
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
            assert!(
                code.code().bytes().all(plain) && (400..=599).contains(&code.status()),
                "{code:?}"
            );
        }
    }

    #[test]
    fn a_fault_is_at_its_member_and_at_what_that_member_is_in() {
        let fault = |pointer: &str| ProblemItem {
            pointer: Some(pointer.to_owned()),
            row: None,
            code: "missing".to_owned(),
            message: String::new(),
        };
        assert!(fault("/name/lv").is_at("/name"));
        assert!(fault("/name").is_at("/name"));
        assert!(
            !fault("/names").is_at("/name"),
            "another member that begins alike"
        );
        assert!(!fault("/name").is_at("/name/lv"));
    }
}
