//! Rights in the signature: a handler that takes [`Granted`] lets nobody in who may not.

use super::door::{self, Caller};
use super::fresh;
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
    /// The right to give roles and take them.
    ChangeGrants;
    /// The right to see held figures and to decide about them.
    DecideHeld;
    /// The right to erase a person, and to hand out all that is held about another.
    ErasePerson;
    /// The right to explain figures of a municipality.
    ExplainFigures;
    /// The right to invite people.
    InvitePerson;
    /// The right to change the sheets of the catalogue and see who changed them.
    ManageCatalogue;
    /// The right to say who takes part in a network and where it stands.
    ManageNetwork;
    /// The right to make, change and remove machine clients.
    ManageClients;
    /// The right to make, change and remove webhooks, and to read what was sent to them.
    ManageWebhooks;
    /// The right to see figures of a municipality before their release, and to answer about them.
    PreviewFigures;
    /// The right to read a release while it is for members of networks alone.
    ReadEmbargoed;
    /// The right to see what is overdue.
    ReadOverdue;
    /// The right to plan releases and make them public.
    ManageReleases;
    /// The right to push a batch into one's own feed.
    PushBatch;
    /// The right to read the audit log.
    ReadAudit;
    /// The right to see hidden figures.
    ReadHidden;
    /// The right to read the letters of a demonstration.
    ReadOutbox;
    /// The right to see people and their roles.
    ReadPeople;
    /// The right to read the batches of a feed.
    ReadReceipts;
    /// The right to suspend people and let them back.
    SuspendPerson;
    /// The right to look after one's own account.
    UseOwnAccount;
}

/// How long ago a caller may have shown who they are.
pub(crate) trait Since: 'static {
    /// Refuses the caller for whom it is too long ago.
    fn check(state: &State, caller: &Caller) -> Result<(), ApiError>;
}

/// As long ago as the session lasts.
pub(crate) struct Anytime;

impl Since for Anytime {
    fn check(_: &State, _: &Caller) -> Result<(), ApiError> {
        Ok(())
    }
}

/// Just now, for what is grave: a session left open, or stolen, does not do it. For people alone.
pub(crate) struct Fresh;

impl Since for Fresh {
    fn check(state: &State, caller: &Caller) -> Result<(), ApiError> {
        match fresh::is_fresh(state, caller.signed_in()?) {
            true => Ok(()),
            false => Err(fresh::sign_in_again()),
        }
    }
}

/// A caller who has the right `R`, somewhere, and showed who they are at a time that `S` allows: as
/// `Granted<UseOwnAccount, Fresh>`.
pub(crate) struct Granted<R, S = Anytime> {
    /// Who it is.
    pub(crate) caller: Caller,
    right: PhantomData<(R, S)>,
}

impl<R: Right, S: Since> Granted<R, S> {
    /// Lets the caller on to a feed, if the right reaches it.
    pub(crate) fn into_feed(self, feed: &str) -> Result<Caller, ApiError> {
        if self.caller.standing().may_on(R::ACTION, &Target::Feed(feed)) {
            return Ok(self.caller);
        }
        Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            format!("Datu plūsma „{feed}” šai pieslēgtajai sistēmai nav atvērta."),
            format!("The feed “{feed}” is not open to this client."),
        )
        .into())
    }
}

impl<R: Right, S: Since> FromRequest for Granted<R, S> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Granted<R, S>, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let state = request
                .app_data::<Data<State>>()
                .ok_or_else(|| ApiError::internal("the server has no state"))?
                .clone();
            let caller = door::admit(&request, &state, R::ACTION).await?;
            S::check(&state, &caller)?;
            Ok(Granted {
                caller,
                right: PhantomData,
            })
        })
    }
}
