//! One's own second factor: set up in two steps, the secret first and then a code that shows it arrived.

use super::codes;
use super::confirmation::wrong_code;
use super::sign_in::over;
use crate::auth::secret;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::one_time_code::{OneTimeSecret, RECOVERY_CODES, RecoveryCode, TypedCode};
use blis_domain::person::PersonId;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::wire::{RecoveryCodes, SecondFactorSecret};
use blis_store::{AuditContext, FactorRemoval, SignedIn};
use qrcode::QrCode;
use qrcode::render::svg;

/// The name of this system in an authenticator.
const ISSUER: &str = "BLIS";

/// How wide the picture of a secret is at least.
const WIDTH: u32 = 220;

/// Gives who is signed in a secret, which holds once a code of it came. One that holds already does so until then.
pub(crate) fn prepare_second_factor(
    state: &State,
    me: &SignedIn,
    context: &AuditContext,
) -> Result<SecondFactorSecret, ApiError> {
    let secret = OneTimeSecret::of(secret::bytes()?);
    let sealed = codes::sealed(state, &me.person.id, &secret)?;
    match state.store.prepare_second_factor(me, &sealed, context)? {
        true => shown(&secret, me),
        false => Err(over()),
    }
}

/// The secret of who is signed in that no code has confirmed yet.
pub(crate) fn waiting_second_factor(
    state: &State,
    me: &SignedIn,
) -> Result<Option<SecondFactorSecret>, ApiError> {
    let Some(sealed) = state.store.waiting_second_factor(&me.person.id)? else {
        return Ok(None);
    };
    shown(&codes::opened(state, &me.person.id, &sealed)?, me).map(Some)
}

/// Lets the secret hold, after a code of it, and gives the recovery codes, which nobody can show again. The other
/// sessions of the person end: they were opened without it.
pub(crate) fn confirm_second_factor(
    state: &State,
    me: &SignedIn,
    typed: &str,
    context: &AuditContext,
) -> Result<RecoveryCodes, ApiError> {
    let waiting = state.store.waiting_second_factor(&me.person.id)?;
    let sealed = waiting.ok_or_else(nothing_waits)?;
    let secret = codes::opened(state, &me.person.id, &sealed)?;
    let step = match TypedCode::parse(typed) {
        Some(TypedCode::OneTime(code)) => codes::step_now(state, &secret, code, None),
        _ => None,
    };
    let step = step.ok_or_else(wrong_code)?;
    let new = new_recovery_codes()?;
    let hashes = hashes(&me.person.id, &new);
    match state
        .store
        .confirm_second_factor(me, &sealed, step, &hashes, context)?
    {
        true => Ok(written(&new)),
        false => Err(nothing_waits()),
    }
}

/// Puts new recovery codes in the place of the old, used or not.
pub(crate) fn replace_recovery_codes(
    state: &State,
    me: &SignedIn,
    context: &AuditContext,
) -> Result<RecoveryCodes, ApiError> {
    let new = new_recovery_codes()?;
    let hashes = hashes(&me.person.id, &new);
    match state.store.replace_recovery_codes(me, &hashes, context)? {
        true => Ok(written(&new)),
        false => Err(not_set()),
    }
}

/// Takes the second factor away, where no role needs it.
pub(crate) fn take_away_second_factor(
    state: &State,
    me: &SignedIn,
    context: &AuditContext,
) -> Result<(), ApiError> {
    match state.store.take_away_second_factor(me, context)? {
        FactorRemoval::Removed => Ok(()),
        FactorRemoval::NotSet => Err(not_set()),
        FactorRemoval::Needed => Err(needed()),
        FactorRemoval::SessionOver => Err(over()),
    }
}

fn shown(secret: &OneTimeSecret, me: &SignedIn) -> Result<SecondFactorSecret, ApiError> {
    let uri = secret.uri(ISSUER, me.person.email.as_str());
    let picture = QrCode::new(&uri).map_err(ApiError::internal)?;
    Ok(SecondFactorSecret {
        secret: secret.to_base32(),
        qr_svg: picture
            .render::<svg::Color>()
            .min_dimensions(WIDTH, WIDTH)
            .build(),
        uri,
    })
}

fn new_recovery_codes() -> Result<Vec<RecoveryCode>, ApiError> {
    (0..RECOVERY_CODES)
        .map(|_| secret::bytes().map(RecoveryCode::of))
        .collect()
}

fn hashes(person: &PersonId, new: &[RecoveryCode]) -> Vec<[u8; 32]> {
    new.iter()
        .map(|code| codes::recovery_hash(person, code))
        .collect()
}

fn written(new: &[RecoveryCode]) -> RecoveryCodes {
    RecoveryCodes {
        recovery_codes: new.iter().map(RecoveryCode::shown).collect(),
    }
}

fn nothing_waits() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Conflict,
        "Nav iestatīšanas atslēgas, ko apstiprināt. Sāciet iestatīšanu no sākuma.",
        "There is no secret to confirm. Begin again.",
    )
    .into()
}

fn not_set() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Conflict,
        "Vienreizējie kodi nav iestatīti.",
        "One-time codes are not set up.",
    )
    .into()
}

fn needed() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Conflict,
        "Jūsu lomai vienreizējie kodi ir obligāti, tāpēc tos noņemt nevar. Citai ierīcei iestatiet tos no jauna.",
        "Your role needs one-time codes, so they cannot be taken away. For another device set them up anew.",
    )
    .into()
}
