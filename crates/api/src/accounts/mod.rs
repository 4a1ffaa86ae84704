//! What people do with their accounts, once for programs and pages alike: each operation is called by an address of
//! the API and by a form.

pub(crate) mod clients;
mod password;
mod sign_in;
mod throttle;

pub(crate) use password::change_password;
pub(crate) use sign_in::{Opened, Origin, over, renew, sign_in};
pub(crate) use throttle::Throttle;
