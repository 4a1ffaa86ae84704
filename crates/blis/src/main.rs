//! The one binary: serve, migrate, push, client, backup, openapi, config.

fn main() {}
