//! Who may do what: one table of role × action × reach, read by the server's doors, by the queries of the store, by
//! the page's menus and by the page "what may I do". No other place decides a right.

mod action;
mod giving;
mod place;
mod role;
mod standing;
mod table;
mod words;

pub use action::Action;
pub use giving::{GIVING, MayNotGive, may_give};
pub use place::{Target, Within};
pub use role::Role;
pub use standing::{Grant, Sight, Standing, Subject};
pub use table::{Reach, Row, TABLE, allows, reach};
pub use words::{action_name, action_sentence, reach_name, role_name};

#[cfg(test)]
mod tests;
