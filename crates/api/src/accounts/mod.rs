//! What people do with their accounts, once for programs and pages alike: each operation is called by an address of
//! the API and by a form.

mod codes;
mod confirmation;
mod password;
mod pending;
mod random;
mod refusal;
mod second_factor;
mod sign_in;
mod throttle;

pub(crate) use confirmation::{Asked, asked_of, confirm_session};
pub(crate) use password::change_password;
pub(crate) use pending::{PENDING_LIFE, PendingSignIn};
pub(crate) use second_factor::{
    confirm_second_factor, prepare_second_factor, replace_recovery_codes, take_away_second_factor,
    waiting_second_factor,
};
pub(crate) use sign_in::{Opened, Origin, SignInStep, code_needed, finish_sign_in, over, renew, sign_in};
pub(crate) use throttle::Throttle;
