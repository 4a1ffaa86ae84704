//! What one-time links open: an invitation, a new password in the place of a forgotten one, the account of the first
//! administrator.

mod asking;
mod first_admin;
mod invitation;
mod reset;

pub(crate) use asking::{Asker, ask_password_reset};
pub use first_admin::{LinkError, first_admin_link};
pub(crate) use first_admin::{first_admin_may_come, make_first_admin};
pub(crate) use invitation::{accept_invitation, invited};
pub(crate) use reset::{reset_password, resetting};

use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};

/// A link that was used, replaced, outlived, or never was: which of them is not told.
fn expired(lv: &str, en: &str) -> ApiError {
    ProblemDraft::new(
        ProblemCode::LinkExpired,
        format!("Saite jau ir izmantota, tās termiņš ir beidzies, vai tā nav nokopēta pilnībā. {lv}"),
        format!("The link was used already, its time is over, or it was not copied whole. {en}"),
    )
    .into()
}
