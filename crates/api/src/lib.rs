//! The JSON API on actix-web, with its OpenAPI document.
