//! What people do with their accounts, once for programs and pages alike: each operation is called by an address of
//! the API and by a form.

mod external;
mod links;
pub(crate) mod networks;
mod own;
mod password;
pub(crate) mod people;
mod privacy;
mod sign_in;
mod throttle;
mod unacceptable;

pub(crate) use external::{Ending, Finished, Returned, begin_external, finish_external, unlink_identity};
pub(crate) use links::{
    Asker, accept_invitation, ask_password_reset, first_admin_may_come, invited, make_first_admin,
    reset_password, resetting,
};
pub use links::{LinkError, first_admin_link};
pub(crate) use own::change_account;
pub(crate) use password::change_password;
pub(crate) use privacy::{erase, export_other, export_own};
pub(crate) use sign_in::{Opened, Origin, over, renew, sign_in};
pub(crate) use throttle::Throttle;
