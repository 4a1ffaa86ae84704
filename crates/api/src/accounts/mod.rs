//! What people do with their accounts, once for programs and pages alike: each operation is called by an address of
//! the API and by a form.

pub(crate) mod clients;
mod codes;
mod confirmation;
mod external;
mod faults;
mod links;
pub(crate) mod networks;
mod own;
mod password;
mod pending;
pub(crate) mod people;
mod privacy;
mod second_factor;
mod sign_in;
mod throttle;
mod unacceptable;
mod visit;
pub(crate) mod webhooks;

pub(crate) use confirmation::{Asked, asked_of, confirm_session};
pub(crate) use external::{Ending, Finished, Returned, begin_external, finish_external, unlink_identity};
pub(crate) use links::{
    Asker, accept_invitation, ask_password_reset, first_admin_may_come, invited, make_first_admin,
    reset_password, resetting,
};
pub use links::{LinkError, first_admin_link};
pub(crate) use own::change_account;
pub(crate) use password::change_password;
pub(crate) use pending::{PENDING_LIFE, PendingSignIn};
pub(crate) use privacy::{erase, export_other, export_own, handing_out};
pub(crate) use second_factor::{
    confirm_second_factor, prepare_second_factor, replace_recovery_codes, take_away_second_factor,
    waiting_second_factor,
};
pub(crate) use sign_in::{Origin, SignInStep, code_needed, finish_sign_in, over, renew, sign_in};
pub(crate) use throttle::Throttle;
pub(crate) use visit::{Visit, who_is_there};
