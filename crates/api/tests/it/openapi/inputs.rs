//! What comes in: every parameter of every operation is the documented one, and what cannot stand there is refused in
//! words.

use super::{Operation, action, operations};
use crate::support::{Feed, PASSWORD, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Role, allows};
use reqwest::{Method, RequestBuilder};

on_both!(
    documented_parameters_are_those_that_are_read,
    a_bad_value_is_told_what_would_be_good,
    a_nul_is_the_callers_fault
);

/// Adds those whom [`let_in`] lets in.
async fn everybody_is_there(app: &TestApp) -> Feed {
    for role in [Role::SignedIn, Role::MunicipalAdmin, Role::Coordinator] {
        app.signed_in_as(role).await;
    }
    app.admin().await;
    app.feed("srda").await
}

/// A request of somebody whom the operation lets in: a feed where a machine may, else a person.
async fn let_in(app: &TestApp, feed: &Feed, operation: &Operation, path: &str) -> RequestBuilder {
    let action = action(operation.id());
    if let Some(action) = action.filter(|action| !allows(Role::FeedWriter, *action)) {
        let person = match action {
            _ if allows(Role::SignedIn, action) => app.sign_in("signed-in@test.lv", PASSWORD).await,
            _ if allows(Role::MunicipalAdmin, action) => {
                app.sign_in("municipal-admin@test.lv", PASSWORD).await
            }
            _ if allows(Role::Coordinator, action) => app.sign_in("coordinator@test.lv", PASSWORD).await,
            _ => app.awake("root@test.lv").await,
        };
        return person.request(operation.method.clone(), path);
    }
    app.visitor()
        .request(operation.method.clone(), path)
        .header("idempotency-key", "k")
        .header("accept-language", "en")
        .bearer_auth(&feed.token)
}

/// An unknown parameter is refused with the list of those that are known: it must be the documented one.
async fn documented_parameters_are_those_that_are_read(app: TestApp) {
    let feed = everybody_is_there(&app).await;
    for operation in operations()
        .iter()
        .filter(|operation| operation.names("query").contains(&"lang"))
    {
        let path = format!("{}?nonsense=1", operation.address());
        let reply = Reply::to(let_in(&app, &feed, operation, &path).await).await;
        assert_eq!(
            reply.status,
            400,
            "{} passes over a parameter it does not know",
            operation.id()
        );
        let text = reply.text();
        let known = text
            .split("it has ")
            .nth(1)
            .and_then(|rest| rest.split('.').next());
        let known: Vec<&str> = known.map_or(vec!["lang"], |list| list.split(", ").collect());
        assert_eq!(operation.names("query"), known, "{}", operation.id());
    }
}

/// PostgreSQL takes no NUL in a text, so one that is let through to it would be a failure of the server.
async fn a_nul_is_the_callers_fault(app: TestApp) {
    let feed = everybody_is_there(&app).await;
    for operation in operations() {
        let mut paths: Vec<String> = operation
            .names("query")
            .iter()
            .map(|name| format!("{}?{name}=client%3Aa%00b", operation.address()))
            .collect();
        for name in operation.names("path") {
            let filled = Operation {
                path: operation.path.replace(&format!("{{{name}}}"), "a%00b"),
                ..operation.clone()
            };
            paths.push(filled.address());
        }
        for path in paths {
            let reply = Reply::to(let_in(&app, &feed, &operation, &path).await).await;
            assert!(
                (400..500).contains(&reply.status),
                "{path}: {} {}",
                reply.status,
                reply.text()
            );
        }
    }
    for (authorization, form) in [
        (
            None,
            "grant_type=client_credentials&client_id=a%00b&client_secret=x",
        ),
        (Some("Basic YQBiOng="), "grant_type=client_credentials"),
        (Some("Basic YSUwMGI6eA=="), "grant_type=client_credentials"),
    ] {
        let mut request = app
            .visitor()
            .request(Method::POST, "/api/v1/auth/token")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let reply = Reply::to(request).await;
        assert!(
            (400..500).contains(&reply.status),
            "{authorization:?} {form}: {}",
            reply.status
        );
    }
}

/// Parameters that take any text; what they make of it is tested where they are.
const ANY_TEXT: [&str; 4] = ["q", "region", "cursor", "target"];

/// A value that no parameter takes is refused with a sentence of the parameter's own.
async fn a_bad_value_is_told_what_would_be_good(app: TestApp) {
    let feed = everybody_is_there(&app).await;
    for operation in operations() {
        for name in operation.names("query") {
            if name == "lang" || ANY_TEXT.contains(&name) {
                continue;
            }
            let path = format!("{}?{name}=~", operation.address());
            let reply = Reply::to(let_in(&app, &feed, &operation, &path).await).await;
            let (pointer, _, code) = reply.fault(ProblemCode::InvalidParameter);
            assert_eq!(
                (pointer, code.as_str()),
                (Some(format!("?{name}")), "invalid_parameter"),
                "{}",
                operation.id()
            );
            assert!(
                !reply.text().contains("the value is not valid"),
                "say in web/query/expectations.rs what `{name}` expects: {}",
                reply.text()
            );
        }
    }
}
