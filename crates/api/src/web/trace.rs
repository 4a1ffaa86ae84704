//! Who does something and from where, for the audit log.

use super::peer;
use crate::middleware::requests::RequestId;
use actix_web::{HttpMessage, HttpRequest};
use blis_domain::audit::Actor;
use blis_store::AuditContext;

/// The context of a change: who makes it, in which request, from which address.
pub(crate) fn context(actor: Actor, request: &HttpRequest) -> AuditContext {
    let mut context = AuditContext::of(actor);
    if let Some(id) = request.extensions().get::<RequestId>() {
        context = context.in_request(id.text());
    }
    match peer::address(request) {
        Some(address) => context.from_address(&address.to_string()),
        None => context,
    }
}
