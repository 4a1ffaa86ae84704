//! Fuzz targets: every parser of what comes from outside, and what must hold for whatever it is given.
//!
//! A target is a function over bytes that panics when a promise is broken. Two things call it: the tests of this crate
//! (each kept input, then some thousand changed ones from a fixed seed), and libFuzzer (`cargo xtask fuzz`), which finds
//! new ways through the code. What it finds worth keeping lies in `corpus`, the words of a notation in `words`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a target says by a panic that a promise was broken"
)]

pub mod changes;
pub mod kept;
mod targets;

/// A parser and its promises.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name: that of its folder in `corpus` and of its file in `words`.
    pub name: &'static str,
    /// Panics when a promise is broken.
    pub run: fn(&[u8]),
    /// How many changed inputs the tests try. A few seconds' worth, unoptimised.
    pub tries: u32,
}

/// Every target.
#[rustfmt::skip]
pub const TARGETS: &[Target] = &[
    Target { name: "body_csv",          run: targets::bodies::csv,              tries: 4_000 },
    Target { name: "body_ndjson",       run: targets::bodies::ndjson,           tries: 4_000 },
    Target { name: "body_json",         run: targets::bodies::json,             tries: 4_000 },
    Target { name: "body_xlsx",         run: targets::bodies::xlsx,             tries: 2_000 },
    Target { name: "body_jsonstat",     run: targets::bodies::json_stat,        tries: 4_000 },
    Target { name: "bodies_agree",      run: targets::bodies::agree,            tries: 2_000 },
    Target { name: "row",               run: targets::row::checked,             tries: 4_000 },
    Target { name: "packing",           run: targets::packing::packed,          tries: 1_000 },
    Target { name: "content_headers",   run: targets::packing::headers,         tries: 4_000 },
    Target { name: "formula",           run: targets::formula::read,            tries: 4_000 },
    Target { name: "catalogue_yaml",    run: targets::catalogue::yaml,          tries: 1_000 },
    Target { name: "catalogue_csv",     run: targets::catalogue::csv,           tries: 2_000 },
    Target { name: "peers",             run: targets::codes::peers,             tries: 8_000 },
    Target { name: "period",            run: targets::codes::period,            tries: 8_000 },
    Target { name: "codes",             run: targets::codes::codes,             tries: 8_000 },
    Target { name: "email",             run: targets::people::email,            tries: 8_000 },
    Target { name: "person_name",       run: targets::people::name,             tries: 8_000 },
    Target { name: "password",          run: targets::people::password,         tries: 2_000 },
    Target { name: "query",             run: targets::addresses::query,         tries: 3_000 },
    Target { name: "audit_query",       run: targets::addresses::audit_query,   tries: 3_000 },
    Target { name: "moment",            run: targets::addresses::moment,        tries: 8_000 },
    Target { name: "cursor",            run: targets::addresses::cursor,        tries: 8_000 },
    Target { name: "return_to",         run: targets::addresses::return_to,     tries: 8_000 },
    Target { name: "idempotency_key",   run: targets::headers::idempotency_key, tries: 8_000 },
    Target { name: "accept_language",   run: targets::headers::accept_language, tries: 8_000 },
    Target { name: "token_request",     run: targets::headers::token_request,   tries: 4_000 },
    Target { name: "push_map",          run: targets::push::map,                tries: 1_000 },
];

/// The target of a name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
