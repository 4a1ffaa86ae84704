//! The answer of a read: its bytes, tagged so that an unchanged one is not sent twice.

use super::attachment::disposition;
use super::problem::ApiError;
use super::query::following;
use super::table::content_type;
use super::{etag, version};
use crate::routes::BASE;
use actix_web::body::{BoxBody, None as Unsaid};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, ETAG, LINK, VARY};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder};
use blis_domain::text::Language;
use blis_domain::wire::{CatalogueFormat, ImageFormat, TableFormat};
use blis_store::KnownThen;
use serde::Serialize;

/// On what an answer depends besides its address.
pub(crate) const VARY_ALL: &str = "Accept, Accept-Language, Accept-Encoding";

/// The languages of an answer that says everything in each.
const BOTH: &str = "lv, en";

/// How long an answer may be kept that no later change can make another: a day, because the next release of the program
/// may put the same figures into another shape.
const SETTLED_SECONDS: u32 = 24 * 60 * 60;

/// Ends an answer with a body; without one it says nothing of how long that would be.
pub(crate) fn with_body(answer: &mut HttpResponseBuilder, body: Option<Vec<u8>>) -> HttpResponse {
    match body {
        Some(bytes) => answer.body(bytes),
        None => answer.body(Unsaid::new()),
    }
}

/// A cacheable answer. The caller keeps it and asks whether it still holds.
pub(crate) struct Answer {
    body: Vec<u8>,
    format: &'static str,
    language: &'static str,
    link: Option<String>,
    kept_seconds: Option<u32>,
    version: Option<u64>,
    /// Its name, when it is a file to be kept.
    file: Option<String>,
}

impl Answer {
    /// An answer that says nothing but its body, in a language or several.
    fn of(body: Vec<u8>, format: &'static str, language: &'static str) -> Answer {
        Answer {
            body,
            format,
            language,
            link: None,
            kept_seconds: None,
            version: None,
            file: None,
        }
    }

    /// JSON that carries every name in both languages.
    pub(crate) fn json<T: Serialize>(value: &T) -> Result<Answer, ApiError> {
        let body = serde_json::to_vec(value).map_err(ApiError::internal)?;
        Ok(Answer::of(body, "application/json", BOTH))
    }

    /// JSON that is text already.
    pub(crate) fn ready_json(text: String) -> Answer {
        Answer::of(text.into_bytes(), "application/json", Language::En.tag())
    }

    /// A drawing with words in one language.
    pub(crate) fn image(image: Vec<u8>, format: ImageFormat, language: Language) -> Answer {
        Answer::of(image, format.media_type(), language.tag())
    }

    /// A table as a file, with headings in one language.
    pub(crate) fn table(body: Vec<u8>, format: TableFormat, file: String, language: Language) -> Answer {
        Answer {
            file: Some(file),
            ..Answer::of(body, content_type(format), language.tag())
        }
    }

    /// The catalogue as a file, in both languages.
    pub(crate) fn catalogue(body: Vec<u8>, format: CatalogueFormat) -> Answer {
        let content_type = match format {
            CatalogueFormat::Yaml => "application/yaml",
            CatalogueFormat::Csv => content_type(TableFormat::Csv),
        };
        Answer {
            file: Some(format!("blis-catalogue.{}", format.extension())),
            ..Answer::of(body, content_type, BOTH)
        }
    }

    /// The same, to be kept for a while without asking. For what depends on nothing that is read.
    pub(crate) fn kept_for(mut self, seconds: u32) -> Answer {
        self.kept_seconds = Some(seconds);
        self
    }

    /// The same, of what was known at some moment.
    pub(crate) fn known_then(self, then: Option<KnownThen>) -> Answer {
        match then {
            Some(KnownThen { settled: true, .. }) => self.kept_for(SETTLED_SECONDS),
            _ => self,
        }
    }

    /// The same, of something that can be changed: its tag names the version that a change asks for as well.
    pub(crate) fn of_version(mut self, version: u64) -> Answer {
        self.version = Some(version);
        self
    }

    /// The same, with words in one language.
    pub(crate) fn in_language(mut self, language: Language) -> Answer {
        self.language = language.tag();
        self
    }

    /// The same, with the address of the next page (RFC 8288): the one that was asked, below the base, with its cursor.
    pub(crate) fn followed_by(mut self, request: &HttpRequest, path: &str, cursor: Option<&str>) -> Answer {
        self.link = cursor.map(|cursor| {
            let address = following(&format!("{BASE}{path}"), request.query_string(), cursor);
            format!("<{address}>; rel=\"next\"")
        });
        self
    }
}

impl Responder for Answer {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let selection = request.uri().path_and_query().map_or("/", |whole| whole.as_str());
        let mut tag = etag::of(selection, self.format, self.language, &self.body);
        if let Some(version) = self.version {
            tag = version::in_front(version, &tag);
        }
        let known = etag::is_known(request, &tag);
        let kept = match self.kept_seconds {
            Some(seconds) => format!("public, max-age={seconds}"),
            None => "no-cache".to_owned(),
        };
        let mut answer = if known {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        answer
            .insert_header((ETAG, tag.to_string()))
            .insert_header((CACHE_CONTROL, kept))
            .insert_header((VARY, VARY_ALL))
            .insert_header((CONTENT_LANGUAGE, self.language));
        if let Some(name) = &self.file {
            answer.insert_header((CONTENT_DISPOSITION, disposition(name)));
        }
        if let Some(link) = self.link {
            answer.insert_header((LINK, link));
        }
        if known {
            answer.finish()
        } else {
            answer.content_type(self.format).body(self.body)
        }
    }
}
