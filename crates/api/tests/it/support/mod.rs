//! What the tests are made of: `TestApp::start`, then a visitor or a feed, then a look at the reply.

mod app;
mod clock;
mod database;
mod factor;
mod feed;
mod person;
mod provider;
mod reply;
mod visitor;

pub(crate) use app::{Running, TestApp};
pub(crate) use factor::Authenticator;
pub(crate) use feed::{Feed, Push, row};
pub(crate) use person::{Browser, PASSWORD};
pub(crate) use provider::{LocalProvider, Signature, TokenEndpoint};
pub(crate) use reply::Reply;

use blis_testing::Kind;
use std::future::Future;

/// The area most tests ask about: Saldus novads, a pilot.
pub(crate) const SALDUS: &str = "0840200";

/// An indicator that is collected, in per cent, where less is better.
pub(crate) const UNEMPLOYMENT: &str = "CTX.UNEMP";

/// Runs the named tests on each database. A test that is not named is reported by the compiler as never used.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $test() { crate::support::run(blis_testing::Kind::Sqlite, super::$test); })*
        }
        mod postgres {
            $(#[test] fn $test() { crate::support::run(blis_testing::Kind::Postgres, super::$test); })*
        }
    };
}

/// Runs a test on a server of its own, and stops the server.
pub(crate) fn run<F: Future<Output = ()>>(database: Kind, test: impl FnOnce(TestApp) -> F) {
    actix_web::rt::System::new().block_on(async {
        if let Some((app, running)) = TestApp::start(database).await {
            test(app).await;
            running.stop().await;
        }
    });
}
