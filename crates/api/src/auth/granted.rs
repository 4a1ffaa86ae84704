//! Rights in the signature: a handler that takes [`Granted`] lets nobody in who may not.

use super::door::{self, Caller};
use crate::state::State;
use crate::web::problem::ApiError;
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Target};
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

/// A right that a handler asks for: one action of the table in `blis_domain::rights`.
pub(crate) trait Right: 'static {
    /// The action.
    const ACTION: Action;
}

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl Right for $name {
            const ACTION: Action = Action::$name;
        }
    )*};
}

rights! {
    /// The right to make, change and remove machine clients.
    ManageClients;
    /// The right to push a batch into one's own feed.
    PushBatch;
    /// The right to read the audit log.
    ReadAudit;
    /// The right to read the batches of a feed.
    ReadReceipts;
    /// The right to look after one's own account.
    UseOwnAccount;
}

/// A caller who has the right `R`, somewhere.
pub(crate) struct Granted<R> {
    /// Who it is.
    pub(crate) caller: Caller,
    right: PhantomData<R>,
}

impl<R: Right> Granted<R> {
    /// Lets the caller on to a feed, if the right reaches it.
    pub(crate) fn into_feed(self, feed: &str) -> Result<Caller, ApiError> {
        if self.caller.standing().may_on(R::ACTION, &Target::Feed(feed)) {
            return Ok(self.caller);
        }
        Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            format!("Datu plūsma „{feed}” šim klientam nav atvērta."),
            format!("The feed “{feed}” is not open to this client."),
        )
        .into())
    }
}

impl<R: Right> FromRequest for Granted<R> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Granted<R>, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let state = request
                .app_data::<Data<State>>()
                .ok_or_else(|| ApiError::internal("the server has no state"))?
                .clone();
            let caller = door::admit(&request, &state, R::ACTION).await?;
            Ok(Granted {
                caller,
                right: PhantomData,
            })
        })
    }
}
