//! A PostgreSQL for the tests: the one given, or a throw-away cluster.

mod account;
mod cluster;
mod programs;

use std::env;

use cluster::Cluster;

use crate::apt;
use crate::steps::Step;

/// The variable that names a PostgreSQL to use, and by which the tests are told of it.
pub(crate) const URL: &str = "BLIS_TEST_POSTGRES_URL";

/// Set for the Rust tests when they are to do without PostgreSQL; otherwise its absence fails them.
pub(crate) const SKIP: &str = "BLIS_TEST_SKIP_POSTGRES";

/// A server the tests may use; dropping it removes what was set up for it.
#[derive(Debug)]
pub(crate) enum Postgres {
    /// One that somebody else minds.
    Given(String),
    /// One of our own.
    Own(Cluster),
}

impl Postgres {
    /// Takes the server named in the environment, or sets one up.
    pub(crate) fn have(step: &Step) -> anyhow::Result<Self> {
        if let Ok(url) = env::var(URL)
            && !url.is_empty()
        {
            step.note(format!("the one of {URL}"));
            return Ok(Self::Given(url));
        }
        let programs = match programs::find() {
            Some(directory) => directory,
            None => {
                apt::install(&["postgresql"], "the tests on PostgreSQL", step)?;
                programs::find_installed()?
            }
        };
        let cluster = Cluster::start(&programs, step)?;
        step.note(format!("a throw-away cluster of {}", programs.display()));
        Ok(Self::Own(cluster))
    }

    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Given(url) => url,
            Self::Own(cluster) => cluster.url(),
        }
    }
}
