//! What people read when another service signed nobody in. Nothing of it says more than they know themselves.

use crate::auth::external::Provider;
use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};

pub(super) fn away(provider: &Provider) -> ApiError {
    let name = provider.name();
    let error: ApiError = ProblemDraft::new(
        ProblemCode::Unavailable,
        format!(
            "Ar pakalpojumu „{}” pašlaik nevar pierakstīties. Mēģiniet vēlāk.",
            name.lv
        ),
        format!("Nobody can sign in with “{}” now. Try again later.", name.en),
    )
    .into();
    error.retry_after(30)
}

pub(super) fn no_provider() -> ApiError {
    ProblemDraft::not_found(
        "Ar šādu pakalpojumu šeit nevar pierakstīties.",
        "There is no such service to sign in with.",
    )
    .into()
}

pub(super) fn cancelled() -> ApiError {
    ProblemDraft::new(
        ProblemCode::SignInFailed,
        "Pierakstīšanās otrā pakalpojumā tika pārtraukta.",
        "Signing in was broken off at the other service.",
    )
    .into()
}

pub(super) fn expired() -> ApiError {
    ProblemDraft::new(
        ProblemCode::LinkExpired,
        "Šī pierakstīšanās vairs nav derīga: tā ilga vairāk nekā 10 minūtes, jau ir pabeigta vai sākta citā \
         pārlūkprogrammā. Sāciet vēlreiz.",
        "This sign-in no longer holds: it took more than 10 minutes, is over already, or was begun in another browser. \
         Begin again.",
    )
    .into()
}

pub(super) fn unproved() -> ApiError {
    ProblemDraft::new(
        ProblemCode::SignInFailed,
        "Otra pakalpojuma atbilde neapliecina, kas jūs esat. Mēģiniet vēlreiz.",
        "The answer of the other service does not prove who you are. Try again.",
    )
    .into()
}

pub(super) fn nobody() -> ApiError {
    ProblemDraft::new(
        ProblemCode::SignInFailed,
        "Ar šo identitāti neviens BLIS konts netiek atvērts, vai konts nav aktīvs. Ja jums ir konts, pierakstieties ar \
         paroli un piesaistiet identitāti sava konta lapā.",
        "This identity opens no account of BLIS, or the account is not active. If you have an account, sign in with \
         your password and link the identity on the page of your account.",
    )
    .into()
}

pub(super) fn of_another() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Conflict,
        "Šī identitāte ir piesaistīta citam kontam.",
        "This identity is linked to another account.",
    )
    .into()
}

pub(super) fn has_another() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Conflict,
        "Jūsu kontam jau ir piesaistīta cita šī pakalpojuma identitāte. Vispirms atsaistiet to.",
        "Your account is linked to another identity of this service. Unlink that one first.",
    )
    .into()
}
