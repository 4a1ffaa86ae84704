//! Signing in through the service of another organisation, and linking an identity there to the own account.
//!
//! The browser is sent to the service with a state that is kept here, and comes back with a code. The state holds once,
//! for ten minutes, and in the browser that was sent: a code that somebody else slipped in opens nothing.

mod answers;
mod refusal;

use super::sign_in::{LIFE, Opened, Origin, opened, outcome, over};
use super::throttle::held;
use crate::auth::external::{Asked, Provider};
use crate::auth::secret;
use crate::metrics::SignInOutcome;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use answers::{expired, has_another, no_provider, nobody, of_another, unproved};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::text::Language;
use blis_store::{
    AuditContext, ExternalEntry, ExternalSignIn, LinkOutcome, NewSession, SessionWay, SignedIn,
    UnlinkOutcome, Witness,
};
use refusal::{Refused, keys, refused, there, unreachable, written};
use url::Url;

/// The longest path that is kept for the way back.
const LONGEST_RETURN: usize = 1000;

/// A sign-in that goes on at the service.
pub(crate) struct Begun {
    /// Where to send the browser.
    pub(crate) address: Url,
    /// What the browser keeps meanwhile, to prove that it is the one that was sent.
    pub(crate) via: String,
}

/// What came back through the browser.
pub(crate) struct Returned {
    pub(crate) state: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) error: Option<String>,
    /// What the browser kept.
    pub(crate) via: Option<String>,
}

/// What came of it.
pub(crate) enum Finished {
    /// Somebody is signed in and goes on.
    SignedIn(Box<Opened>),
    /// The identity is linked to the account of who asked for it.
    Linked,
}

/// A sign-in that came back: what was kept of it, where it is one of ours, and what came of it.
pub(crate) struct Ending {
    pub(crate) begun: Option<ExternalSignIn>,
    pub(crate) outcome: Result<Finished, ApiError>,
}

/// Begins a sign-in, or the linking of an identity to the account of `me`.
pub(crate) async fn begin_external(
    state: &Data<State>,
    provider: &str,
    return_to: &str,
    language: Language,
    me: Option<&SignedIn>,
    from: &Origin,
) -> Result<Begun, ApiError> {
    let begun = async {
        let provider = admitted(state, provider, from)?;
        sent(state, provider, (return_to, language), me, from).await
    }
    .await;
    if let (Err(error), None) = (&begun, me) {
        count(state, Err(error));
    }
    begun
}

/// The service of an id, where nobody on the way can read along.
fn admitted<'a>(state: &'a State, provider: &str, from: &Origin) -> Result<&'a Provider, ApiError> {
    from.way.require_private()?;
    state.providers.find(provider).ok_or_else(no_provider)
}

/// Keeps what the answer will be held against, unless too many failed of late.
async fn sent(
    state: &Data<State>,
    provider: &Provider,
    (return_to, language): (&str, Language),
    me: Option<&SignedIn>,
    from: &Origin,
) -> Result<Begun, ApiError> {
    let keys = keys(state, me.map(|me| &me.person.id), from);
    let known = state.clone();
    if let Some(wait) = blocking(move || Ok(known.store.sign_in_wait(&keys)?)).await? {
        return Err(held(wait));
    }
    let (shown, via) = (secret::random()?, secret::random()?);
    let (nonce, verifier) = (secret::random()?, secret::random()?);
    let asked = Asked {
        state: &shown,
        nonce: &nonce,
        verifier: &verifier,
        language,
    };
    let address = provider
        .address(&asked)
        .await
        .map_err(|fault| unreachable(provider, &fault))?;
    let new = ExternalSignIn {
        state_hash: secret::hash(&shown),
        browser_hash: secret::hash(&via),
        provider: provider.id().to_owned(),
        nonce,
        verifier,
        language,
        return_to: return_to.chars().take(LONGEST_RETURN).collect(),
        session: me.map(|me| me.session.clone()),
        begun_at: state.clock.now(),
    };
    let known = state.clone();
    blocking(move || Ok(known.store.begin_external(&new)?)).await?;
    Ok(Begun { address, via })
}

/// Ends a sign-in that came back from a service, and counts it, unless an identity was to be linked by it.
pub(crate) async fn finish_external(
    state: &Data<State>,
    provider: &str,
    returned: Returned,
    from: Origin,
) -> Ending {
    let ending = finish(state, provider, returned, from).await;
    let links = ending.begun.as_ref().is_some_and(|begun| begun.session.is_some());
    if !links {
        count(state, ending.outcome.as_ref());
    }
    ending
}

/// Counts what came of a sign-in, as of those by password. An address that names no service is none.
fn count(state: &State, came: Result<&Finished, &ApiError>) {
    match came {
        Ok(_) => state.metrics.sign_in(SignInOutcome::Done),
        Err(error) if error.draft.code == ProblemCode::NotFound => {}
        Err(error) => state.metrics.sign_in(outcome(error)),
    }
}

async fn finish(state: &Data<State>, provider: &str, returned: Returned, from: Origin) -> Ending {
    let nothing = |error| Ending {
        begun: None,
        outcome: Err(error),
    };
    let provider = match admitted(state, provider, &from) {
        Ok(provider) => provider,
        Err(error) => return nothing(error),
    };
    let begun = match taken(state, provider, &returned).await {
        Ok(begun) => begun,
        Err(error) => return nothing(error),
    };
    let outcome = ended(state, provider, &begun, &returned, &from).await;
    let outcome = match outcome {
        Ok(finished) => Ok(finished),
        Err(Refused::Quietly(error)) => Err(error),
        Err(Refused::Written(refusal)) => Err(written(state, provider, &begun, &from, *refusal).await),
    };
    Ending {
        begun: Some(begun),
        outcome,
    }
}

/// Takes the sign-in that an answer belongs to. It is gone then, whatever becomes of the answer.
async fn taken(
    state: &Data<State>,
    provider: &Provider,
    returned: &Returned,
) -> Result<ExternalSignIn, ApiError> {
    let Some(shown) = &returned.state else {
        return Err(expired());
    };
    let (hash, known) = (secret::hash(shown), state.clone());
    let begun = blocking(move || Ok(known.store.take_external(&hash)?)).await?;
    let via = returned.via.as_deref().unwrap_or_default();
    // The cookie is compared in every case, the state was looked up by its hash.
    let same_browser = |begun: &ExternalSignIn| secret::is_of(via, &begun.browser_hash);
    match begun {
        Some(begun) if same_browser(&begun) && begun.provider == provider.id() => Ok(begun),
        Some(_) => {
            tracing::warn!(
                provider.id = provider.id(),
                "a sign-in came back in another browser or from another service"
            );
            Err(expired())
        }
        None => Err(expired()),
    }
}

async fn ended(
    state: &Data<State>,
    provider: &Provider,
    begun: &ExternalSignIn,
    returned: &Returned,
    from: &Origin,
) -> Result<Finished, Refused> {
    let from_it = provider.is_from(returned.issuer.as_deref()).await;
    if !from_it.map_err(|fault| refused(provider, &fault))? {
        return Err(Refused::written("answer_of_another_service", None, unproved()));
    }
    if let Some(error) = &returned.error {
        return Err(there(provider, error));
    }
    let Some(code) = &returned.code else {
        return Err(Refused::written("no_code", None, unproved()));
    };
    let mut proved = provider
        .redeem(code, begun)
        .await
        .map_err(|fault| refused(provider, &fault))?;
    // The address matters for whoever is new here alone.
    if begun.session.is_none() && !knows(state, &proved.witness).await? {
        proved = provider
            .with_address(proved)
            .await
            .map_err(|fault| refused(provider, &fault))?;
    }
    let witness = proved.witness;
    match &begun.session {
        Some(session) => link(state, session, witness, from).await,
        None => enter(state, witness, from).await,
    }
}

async fn knows(state: &Data<State>, witness: &Witness) -> Result<bool, ApiError> {
    let (issuer, subject) = (witness.issuer.clone(), witness.subject.clone());
    let known = state.clone();
    blocking(move || Ok(known.store.knows_identity(&issuer, &subject)?)).await
}

/// Opens a session for whose identity it is.
async fn enter(state: &Data<State>, witness: Witness, from: &Origin) -> Result<Finished, Refused> {
    let (refresh, csrf) = (secret::random()?, secret::random()?);
    let refresh_hash = secret::hash(&refresh);
    let (device, address) = (from.device.clone(), from.address.clone());
    let (known, context) = (state.clone(), from.context.clone());
    let entry = blocking(move || {
        let session = |person| NewSession {
            person,
            way: SessionWay::External,
            password_hash: None,
            // What the service asked for there is its own matter.
            second_factor: false,
            csrf: csrf.clone(),
            refresh_hash,
            device: device.clone(),
            address: address.clone(),
            life: LIFE,
        };
        let demonstration = known.demonstration;
        Ok(known
            .store
            .enter_by_identity(&witness, session, demonstration, &context)?)
    })
    .await?;
    match entry {
        ExternalEntry::Opened(signed_in) => {
            tracing::info!(person = %signed_in.person.id, "somebody signed in through another service");
            Ok(Finished::SignedIn(Box::new(opened(state, *signed_in, refresh)?)))
        }
        ExternalEntry::Refused(person) => Err(Refused::written("nobody_here", person, nobody())),
    }
}

/// Links the identity to the account of who asked for it.
async fn link(
    state: &Data<State>,
    session: &str,
    witness: Witness,
    from: &Origin,
) -> Result<Finished, Refused> {
    let (known, context, session) = (state.clone(), from.context.clone(), session.to_owned());
    let outcome = blocking(move || Ok(known.store.link_identity(&session, &witness, &context)?)).await?;
    match outcome {
        LinkOutcome::Linked | LinkOutcome::AlreadyOwn => Ok(Finished::Linked),
        LinkOutcome::OfAnother => Err(Refused::written("of_another", None, of_another())),
        LinkOutcome::HasAnother => Err(Refused::written("has_another", None, has_another())),
        LinkOutcome::SessionOver => Err(Refused::Quietly(over())),
    }
}

/// Unlinks one of the identities of who is signed in; `false` when they have no such identity.
pub(crate) fn unlink_identity(
    state: &State,
    me: &SignedIn,
    id: &str,
    context: &AuditContext,
) -> Result<bool, ApiError> {
    let issuers = state.providers.issuers();
    match state.store.unlink_identity(me, id, &issuers, context)? {
        UnlinkOutcome::Unlinked => Ok(true),
        UnlinkOutcome::Unknown => Ok(false),
        UnlinkOutcome::OnlyWay => Err(ProblemDraft::new(
            ProblemCode::Conflict,
            "Tas ir vienīgais veids, kā varat pierakstīties. Vispirms iestatiet paroli.",
            "It is the only way for you to sign in. Set a password first.",
        )
        .into()),
    }
}
