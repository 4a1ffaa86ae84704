//! The pages behind one-time links. The secret of a link stands in the path, which no log of ours holds; the pages
//! forbid the browser to tell it on, and opening one uses nothing up, because programs that check letters open links
//! too.

mod form;
mod invitation;
mod reset;
mod welcome;
mod words;

pub(super) use invitation::{show as show_invitation, submit as accept_invitation};
pub(super) use reset::{
    ask as show_reset, asked as ask_reset, show as show_new_password, submit as set_password,
};
pub(super) use welcome::{show as show_welcome, submit as make_first_admin};
pub(super) use words::Note;
