//! What all operations share: the language, the problems each can end in, and who may call it.

use super::security;
use crate::middleware::rate;
use crate::routes::BASE;
use blis_domain::problem::{Problem, ProblemCode, ProblemItem};
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder};
use utoipa::{Modify, PartialSchema, ToSchema};

/// Problems that many operations can end in: name, type and sentence.
const PROBLEMS: [(&str, ProblemCode, &str); 10] = [
    (
        "InvalidRequest",
        ProblemCode::InvalidParameter,
        "A parameter or the body cannot be read",
    ),
    (
        "Unauthenticated",
        ProblemCode::Unauthenticated,
        "No access token, or one that does not hold",
    ),
    (
        "NotFresh",
        ProblemCode::SignInAgain,
        "The caller may not do this, or showed who they are more than 15 minutes ago (`sign-in-again`), or without a \
         code where codes are set up",
    ),
    (
        "Forbidden",
        ProblemCode::Forbidden,
        "The token does not allow this",
    ),
    (
        "NotFound",
        ProblemCode::NotFound,
        "There is nothing at this address",
    ),
    (
        "TooSlow",
        ProblemCode::TooSlow,
        "The body came more slowly than anybody waits for",
    ),
    (
        "TooManyRequests",
        ProblemCode::TooManyRequests,
        "Too many requests from this caller; `Retry-After` says how many seconds to wait",
    ),
    (
        "HeadTooLarge",
        ProblemCode::HeadTooLarge,
        "The address or the headers are longer than allowed",
    ),
    ("ServerError", ProblemCode::Internal, "The server failed"),
    (
        "Unavailable",
        ProblemCode::Unavailable,
        "The data cannot be reached now",
    ),
];

/// Completes the document.
pub(super) struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_default();
        components.schemas.insert("Problem".to_owned(), Problem::schema());
        components
            .schemas
            .insert("ProblemItem".to_owned(), ProblemItem::schema());
        for (name, code, sentence) in PROBLEMS {
            components
                .responses
                .insert(name.to_owned(), RefOr::T(problem(code, sentence)));
        }
        for (name, header) in headers() {
            components.headers.insert(name.to_owned(), RefOr::T(header));
        }
        for (name, scheme) in security::schemes() {
            components
                .security_schemes
                .insert(name.to_owned(), RefOr::T(scheme));
        }
        for (path, item) in &mut document.paths.paths {
            let in_base = path.starts_with(BASE);
            for (is_read, operation) in operations(item) {
                complete(operation, is_read, in_base, rate::is_counted(path));
                if rate::is_counted(path) {
                    tell_budget(operation);
                }
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let get = item.get.as_mut().map(|operation| (true, operation));
    let others = [&mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
    get.into_iter().chain(
        others
            .into_iter()
            .filter_map(|slot| slot.as_mut().map(|operation| (false, operation))),
    )
}

fn complete(operation: &mut Operation, is_get: bool, in_base: bool, counted: bool) {
    let is_read = is_get && in_base;
    let ways = |id: &str| security::of(id, is_get);
    operation.security = operation.operation_id.as_deref().and_then(ways);
    let parameters = operation.parameters.get_or_insert_default();
    let has = |place: ParameterIn| {
        let there = |one: &RefOr<Parameter>| matches!(one, RefOr::T(one) if one.parameter_in == place);
        parameters.iter().any(there)
    };
    let (in_path, in_query) = (has(ParameterIn::Path), has(ParameterIn::Query));
    let closed = operation.security.is_some();
    let grave = operation
        .operation_id
        .as_deref()
        .is_some_and(|id| security::FRESH.contains(&id));
    // The token endpoint answers in the shape of RFC 6749 instead.
    let own_errors = operation.operation_id.as_deref() == Some("create_token");
    for (name, code, _) in PROBLEMS {
        let applies = match code {
            ProblemCode::InvalidParameter => {
                (in_query || operation.request_body.is_some() || in_base) && !own_errors
            }
            ProblemCode::Unauthenticated | ProblemCode::Forbidden => closed,
            ProblemCode::SignInAgain => grave,
            ProblemCode::NotFound => in_path,
            ProblemCode::TooSlow => operation.request_body.is_some() && !own_errors,
            ProblemCode::TooManyRequests => counted,
            _ => true,
        };
        let status = code.status().to_string();
        if applies && !operation.responses.responses.contains_key(&status) {
            let reference = RefOr::Ref(Ref::from_response_name(name));
            operation.responses.responses.insert(status, reference);
        }
    }
    // What is a client's own is never kept by anybody, so there is nothing to ask about.
    if is_read && !closed {
        let unchanged = ResponseBuilder::new().description("Unchanged since the tag in `If-None-Match`");
        operation
            .responses
            .responses
            .insert("304".to_owned(), RefOr::T(unchanged.build()));
    }
    if in_base && !own_errors {
        parameters.push(RefOr::T(language()));
    }
    if parameters.is_empty() {
        operation.parameters = None;
    }
}

/// The headers that many answers carry, by name.
fn headers() -> [(&'static str, Header); 3] {
    let header = |description: &str, kind: Type| {
        HeaderBuilder::new()
            .schema(Some(ObjectBuilder::new().schema_type(kind)))
            .description(Some(description))
            .build()
    };
    [
        (
            "RateLimit",
            header(
                "What is left of the caller's budget, such as `\"default\";r=199;t=20`: 199 requests now, all of them in \
                 20 seconds; absent where there is no limit",
                Type::String,
            ),
        ),
        (
            "RateLimit-Policy",
            header(
                "The budget, such as `\"default\";q=200;w=20`: 200 requests in 20 seconds",
                Type::String,
            ),
        ),
        ("Retry-After", header("Seconds to wait", Type::Integer)),
    ]
}

fn header(name: &str) -> RefOr<Header> {
    RefOr::Ref(Ref::new(format!("#/components/headers/{name}")))
}

/// The budget is told on every answer, whatever it is; those that are shared are completed where they are made.
fn tell_budget(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            for name in ["RateLimit", "RateLimit-Policy"] {
                response.headers.insert(name.to_owned(), header(name));
            }
        }
    }
}

fn problem(code: ProblemCode, sentence: &str) -> Response {
    let content = ContentBuilder::new()
        .schema(Some(RefOr::Ref(Ref::from_schema_name(Problem::name()))))
        .build();
    let mut response = ResponseBuilder::new()
        .description(sentence)
        .content("application/problem+json", content)
        .build();
    let waits = matches!(code, ProblemCode::TooManyRequests | ProblemCode::Unavailable);
    for name in ["RateLimit", "RateLimit-Policy"]
        .into_iter()
        .chain(waits.then_some("Retry-After"))
    {
        response.headers.insert(name.to_owned(), header(name));
    }
    response
}

fn language() -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(["lv", "en"]))
        .build();
    ParameterBuilder::new()
        .name("lang")
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(
            "Language of words in the answer; wins over `Accept-Language`",
        ))
        .schema(Some(schema))
        .build()
}
