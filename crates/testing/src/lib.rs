//! For the tests of the other crates, and for nothing else: a database of a test's own on either of the two, a mail
//! server, a second opinion on deliveries to webhooks, and a way to stop a program in the middle of storing a batch.
//!
//! It knows addresses and SQL, not the store, so that a test looks at the database past the code it tests.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is how a test fails; clippy.toml allows it in test functions, this is what they call"
)]

mod database;
mod figures;
mod mail;
mod python;
mod stall;
mod template;
mod wait;
mod webhook;

pub use database::{Kind, ScratchDatabase};
pub use figures::honest;
pub use mail::{Arrived, Certificate, Manner, TestMailServer};
pub use stall::Stall;
pub use template::Template;
pub use wait::wait_until;
pub use webhook::{OthersSay, check_delivery};
