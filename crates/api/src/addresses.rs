//! Which address answers which methods, read off the OpenAPI document: the document and the router are built from
//! one table, so this knows every route.

use crate::openapi;
use actix_web::dev::ResourceDef;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

/// Roots of addresses made for programs. What is not there is a problem, never the page.
const FOR_PROGRAMS: [&str; 6] = ["/api", "/pxweb", "/sdmx", "/health", "/metrics", "/.well-known"];

/// Reads that other standards fix, open to everybody.
const METADATA: [&str; 2] = ["show_keys", "show_authorization_server"];

/// The addresses of the API.
pub(crate) struct Addresses(Vec<Known>);

struct Known {
    pattern: ResourceDef,
    methods: Vec<&'static str>,
    is_open_read: bool,
}

impl Addresses {
    /// The addresses of a document.
    pub(crate) fn of(document: &OpenApi) -> Addresses {
        Addresses(
            document
                .paths
                .paths
                .iter()
                .map(|(template, item)| Known {
                    pattern: ResourceDef::new(template.as_str()),
                    methods: methods(item),
                    is_open_read: is_open_read(item),
                })
                .collect(),
        )
    }

    /// The methods that an address answers, for an `Allow` header; `None` when nothing is there.
    pub(crate) fn methods(&self, path: &str) -> Option<String> {
        Some(self.at(path)?.methods.join(", "))
    }

    /// Whether everybody may read what is there, pages of other sites too.
    pub(crate) fn is_open_read(&self, path: &str) -> bool {
        self.at(path).is_some_and(|known| known.is_open_read)
    }

    fn at(&self, path: &str) -> Option<&Known> {
        self.0.iter().find(|known| known.pattern.is_match(path))
    }
}

/// Whether an address is made for programs.
pub(crate) fn is_for_programs(path: &str) -> bool {
    // A slash too many is a slip of a program's, not the address of a page.
    let extra = path.len() - path.trim_start_matches('/').len();
    let path = &path[extra.saturating_sub(1)..];
    FOR_PROGRAMS.iter().any(|root| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// What is published, and what other standards want found. The rest tells somebody who they are, or about the server.
fn is_open_read(item: &PathItem) -> bool {
    let id = item
        .get
        .as_ref()
        .and_then(|operation| operation.operation_id.as_deref());
    id.is_some_and(|id| METADATA.contains(&id) || openapi::is_public(id))
}

fn methods(item: &PathItem) -> Vec<&'static str> {
    let mut methods = Vec::new();
    if item.get.is_some() {
        methods.extend(["GET", "HEAD"]);
    }
    for (name, operation) in [
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ] {
        if operation.is_some() {
            methods.push(name);
        }
    }
    methods.push("OPTIONS");
    methods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_no_say_where_programs_call() {
        for path in [
            "/api",
            "/api/v2/x",
            "/sdmx/",
            "/.well-known/x",
            "/health/x",
            "//api/v1/areas",
            "/metrics/",
        ] {
            assert!(is_for_programs(path), "{path}");
        }
        for path in ["/", "/apiary", "/api-docs", "/areas/0840200", "/healthy"] {
            assert!(!is_for_programs(path), "{path}");
        }
    }
}
