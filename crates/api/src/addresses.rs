//! Which address answers which methods, read off the OpenAPI document: the document and the router are built from
//! one table, so this knows every route.

use actix_web::dev::ResourceDef;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

/// Roots of addresses made for programs. What is not there is a problem, never the page.
const FOR_PROGRAMS: [&str; 6] = ["/api", "/pxweb", "/sdmx", "/health", "/metrics", "/.well-known"];

/// The addresses of the API.
pub(crate) struct Addresses(Vec<(ResourceDef, Vec<&'static str>)>);

impl Addresses {
    /// The addresses of a document.
    pub(crate) fn of(document: &OpenApi) -> Addresses {
        Addresses(
            document
                .paths
                .paths
                .iter()
                .map(|(template, item)| (ResourceDef::new(template.as_str()), methods(item)))
                .collect(),
        )
    }

    /// The methods that an address answers, for an `Allow` header; `None` when nothing is there.
    pub(crate) fn methods(&self, path: &str) -> Option<String> {
        let (_, methods) = self.0.iter().find(|(pattern, _)| pattern.is_match(path))?;
        Some(methods.join(", "))
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
