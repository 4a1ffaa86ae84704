//! Parameters of the address, read into a typed value; a failure names its parameter.

mod deserializer;
mod expectations;
mod values;

pub(crate) use values::{
    BatchId, ChartWidth, Codes, Neighbours, Nothing, OutOfRange, PageLimit, Picks, Since, Weights, Word,
};

use super::language;
use super::problem::ApiError;
use actix_web::dev::Payload;
use actix_web::web;
use actix_web::{FromRequest, HttpRequest};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use deserializer::{Pairs, Refusal, shortened};
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};

/// The parameters of the address. Unknown and repeated ones are refused where `T` denies unknown fields:
/// a misspelt `perod=` must not answer something else than what was asked.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Query<T>, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(req.query_string()).map(Query))
    }
}

/// An address with what is asked of it; the path alone where nothing is.
pub(crate) fn with_query(path: &str, asked: &[(String, String)]) -> String {
    if asked.is_empty() {
        return path.to_owned();
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    format!("{path}?{}", query.extend_pairs(asked).finish())
}

/// The names and values of a query, decoded, in their order.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    match web::Query::<Vec<(String, String)>>::from_query(query) {
        Ok(pairs) => pairs.into_inner(),
        // Decoding is lenient by its standard; what it cannot split has no parameter to name.
        Err(_) => Vec::new(),
    }
}

/// The address of the page after a cursor: the same query with another cursor.
pub(crate) fn following(path: &str, query: &str, cursor: &str) -> String {
    let mut kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pairs(pair).iter().all(|(name, _)| name != "cursor"))
        .collect();
    let cursor = format!("cursor={cursor}");
    kept.push(&cursor);
    format!("{path}?{}", kept.join("&"))
}

/// Reads what a form brought into the address: a field left empty is one not given.
pub(crate) fn read_filled<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let mut pairs = pairs(query);
    pairs.retain(|(_, value)| !value.trim().is_empty());
    read_pairs(pairs)
}

pub(crate) fn read<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    read_pairs(pairs(query))
}

fn read_pairs<T: DeserializeOwned>(mut pairs: Vec<(String, String)>) -> Result<T, ApiError> {
    // Every read takes `lang`; it is not a parameter of the single operation.
    if let Some(at) = pairs.iter().position(|(name, _)| name == "lang") {
        let (_, tag) = pairs.remove(at);
        language::check(&tag)?;
    }
    // No text of ours holds a NUL, and PostgreSQL would not take it.
    if let Some((name, _)) = pairs.iter().find(|(_, value)| value.contains('\0')) {
        let text = Text::new("nedrīkst saturēt nulles baitu.", "it must not hold a NUL.");
        return Err(ProblemDraft::parameter(&shortened(name), "invalid_parameter", text).into());
    }
    T::deserialize(Pairs::new(pairs)).map_err(|refusal| problem(refusal).into())
}

fn problem(refusal: Refusal) -> ProblemDraft {
    match refusal {
        Refusal::Missing(name) => {
            let text = Text::new("jānorāda.", "it must be given.");
            ProblemDraft::parameter(name, "missing_parameter", text)
        }
        Refusal::Repeated(name) => {
            let text = Text::new("norādīts vairākkārt.", "it is given more than once.");
            ProblemDraft::parameter(name, "repeated_parameter", text)
        }
        Refusal::Unknown { name, known } => {
            let text = match known {
                [] => Text::new(
                    "šai adresei parametru nav, izņemot lang.",
                    "this address has no parameters but lang.",
                ),
                known => {
                    let known = known.join(", ");
                    Text::new(
                        format!("šai adresei tāda nav; ir {known}, lang."),
                        format!("this address has none such; it has {known}, lang."),
                    )
                }
            };
            ProblemDraft::parameter(&name, "unknown_parameter", text)
        }
        Refusal::Invalid { name, value, kind } => {
            let (lv, en) = expectations::of(kind.unwrap_or(&name));
            let text = Text::new(
                format!("„{value}” neder; {lv}."),
                format!("“{value}” will not do; {en}."),
            );
            ProblemDraft::parameter(&name, "invalid_parameter", text)
        }
        Refusal::NoMoment | Refusal::Unreadable => ProblemDraft::parameter(
            "?",
            "invalid_parameter",
            Text::new(
                "adreses parametrus nevar nolasīt.",
                "the parameters cannot be read.",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::period::Period;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sought {
        period: Option<Period>,
        k: u8,
    }

    fn fault_of(query: &str) -> (String, &'static str) {
        let refused = read::<Sought>(query).expect_err("the query must be refused");
        let fault = &refused.draft.faults[0];
        (fault.pointer.clone().unwrap(), fault.code)
    }

    #[test]
    fn a_good_query_is_typed() {
        let sought: Sought = read("k=7&period=2016-Q1&lang=en").unwrap();
        assert_eq!((sought.k, sought.period), (7, "2016-Q1".parse().ok()));
    }

    #[test]
    fn the_next_page_keeps_the_question() {
        let next = following("/x", "limit=2&cursor=old&area=0840200", "new");
        assert_eq!(next, "/x?limit=2&area=0840200&cursor=new");
        assert_eq!(following("/x", "c%75rsor=old&cursor&a", "new"), "/x?a&cursor=new");
    }

    #[test]
    fn a_failure_names_its_parameter() {
        for (query, parameter, code) in [
            ("k=7&period=20x6", "?period", "invalid_parameter"),
            ("k=seven", "?k", "invalid_parameter"),
            ("k=-1", "?k", "invalid_parameter"),
            ("period=2016", "?k", "missing_parameter"),
            ("k=7&k=8", "?k", "repeated_parameter"),
            ("k=7&perod=2016", "?perod", "unknown_parameter"),
            ("k=7&lang=de", "?lang", "invalid_parameter"),
            ("k=7&period=2016%00", "?period", "invalid_parameter"),
        ] {
            assert_eq!(fault_of(query), (parameter.to_owned(), code), "{query}");
        }
    }
}
