//! What all operations share: the language, the problems each can end in, and the way in for machine clients.

use crate::routes::BASE;
use blis_domain::problem::{Problem, ProblemItem};
use blis_domain::rights::Role;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ClientCredentials, Flow, OAuth2, Scopes, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder};
use utoipa::{Modify, PartialSchema, ToSchema};

/// The name of the way in.
const MACHINE_CLIENTS: &str = "machine_clients";

/// Problems that many operations can end in: name, status and sentence.
const PROBLEMS: [(&str, &str, &str); 6] = [
    ("InvalidRequest", "400", "A parameter or the body cannot be read"),
    (
        "Unauthenticated",
        "401",
        "No access token, or one that does not hold",
    ),
    ("Forbidden", "403", "The token does not allow this"),
    ("NotFound", "404", "There is nothing at this address"),
    ("ServerError", "500", "The server failed"),
    ("Unavailable", "503", "The data cannot be reached now"),
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
        for (name, _, sentence) in PROBLEMS {
            components
                .responses
                .insert(name.to_owned(), RefOr::T(problem(sentence)));
        }
        components
            .security_schemes
            .insert(MACHINE_CLIENTS.to_owned(), RefOr::T(machine_clients()));
        for (path, item) in &mut document.paths.paths {
            let in_base = path.starts_with(BASE);
            for (is_read, operation) in operations(item) {
                complete(operation, is_read && in_base, in_base);
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

fn complete(operation: &mut Operation, is_read: bool, in_base: bool) {
    let parameters = operation.parameters.get_or_insert_default();
    let has = |place: ParameterIn| {
        let there = |one: &RefOr<Parameter>| matches!(one, RefOr::T(one) if one.parameter_in == place);
        parameters.iter().any(there)
    };
    let (in_path, in_query) = (has(ParameterIn::Path), has(ParameterIn::Query));
    let closed = operation.security.is_some();
    // The token endpoint answers in the shape of RFC 6749 instead.
    let own_errors = operation.operation_id.as_deref() == Some("create_token");
    for (name, status, _) in PROBLEMS {
        let applies = match status {
            "400" => (in_query || operation.request_body.is_some() || in_base) && !own_errors,
            "401" | "403" => closed,
            "404" => in_path,
            _ => true,
        };
        if applies && !operation.responses.responses.contains_key(status) {
            let reference = RefOr::Ref(Ref::from_response_name(name));
            operation.responses.responses.insert(status.to_owned(), reference);
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

fn problem(sentence: &str) -> Response {
    let content = ContentBuilder::new()
        .schema(Some(RefOr::Ref(Ref::from_schema_name(Problem::name()))))
        .build();
    ResponseBuilder::new()
        .description(sentence)
        .content("application/problem+json", content)
        .build()
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

fn machine_clients() -> SecurityScheme {
    let scopes = Role::ALL.iter().filter_map(|role| match role {
        Role::Public => None,
        Role::DataReader => Some(("data:read", "Read what is published")),
        Role::FeedWriter => Some((
            "feed:write",
            "Push into the client's own feed and read its receipts",
        )),
    });
    let flow = ClientCredentials::new(format!("{BASE}/auth/token"), Scopes::from_iter(scopes));
    SecurityScheme::OAuth2(OAuth2::with_description(
        [Flow::ClientCredentials(flow)],
        "For machine clients. `blis client add` makes one.",
    ))
}
