//! The command line of `cargo xtask`.

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::spa::Profile;

/// The chores of BLIS
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the page and the server, then serve them with the demonstration data
    Start(StartOptions),
    /// Build the page and the server, as `start` does, and leave them
    Build(BuildOptions),
    /// Build the page into target/spa
    Spa(SpaOptions),
    /// Write api-spec/openapi.json from the code
    Openapi,
    /// Format, lints, documentation, the dependency rule, each database feature alone
    #[command(alias = "check")]
    Ci,
    /// Everything that is checked: `ci`, the Rust tests on both databases, the API document, the browser journeys on
    /// both databases
    Test(TestOptions),
    /// How fast the page redraws, the server compares, and a feed is taken
    Bench(BenchOptions),
    /// The fuzz targets under libFuzzer, for as long as you like; their short run is part of `test`
    Fuzz(FuzzOptions),
}

#[derive(Debug, Args)]
pub(crate) struct BuildOptions {
    /// Optimise the server fully (takes some minutes more to build)
    #[arg(long)]
    pub(crate) release: bool,
}

#[derive(Debug, Args)]
pub(crate) struct StartOptions {
    #[command(flatten)]
    pub(crate) build: BuildOptions,
    /// Further arguments for `blis serve`, such as `--listen 127.0.0.1:9000` or `--data-dir DIR`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) serve: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SpaOptions {
    /// `wasm` is what is shipped; `dev` builds faster and keeps names for the browser's profiler
    #[arg(long, value_enum, default_value_t = Profile::Wasm)]
    pub(crate) profile: Profile,
}

#[derive(Debug, Args)]
pub(crate) struct TestOptions {
    /// Leave out the runs on PostgreSQL; without this flag a missing PostgreSQL is an error
    #[arg(long)]
    pub(crate) skip_postgres: bool,
    /// Leave out the browser journeys
    #[arg(long, conflicts_with = "only")]
    pub(crate) skip_browser: bool,
    /// Run one part alone, without the checks of `ci`
    #[arg(long, value_enum)]
    pub(crate) only: Option<TestPart>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestPart {
    /// The Rust tests
    Unit,
    /// The browser journeys
    Browser,
    /// schemathesis against every operation of the OpenAPI document, as each role
    Schema,
}

#[derive(Debug, Args)]
pub(crate) struct FuzzOptions {
    /// These targets alone, such as `formula period`; all of them when left out
    pub(crate) targets: Vec<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) minutes: u64,
}

#[derive(Debug, Args)]
pub(crate) struct BenchOptions {
    /// Run one measure alone
    #[arg(long, value_enum)]
    pub(crate) only: Option<BenchPart>,
    /// How many requests the throughput measure sends to each address
    #[arg(long, default_value_t = 20_000)]
    pub(crate) requests: usize,
    /// How many rows the measure of a feed pushes, twice
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) rows: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BenchPart {
    /// How long the page takes from a change to the new drawing
    Redraw,
    /// How many comparisons a second the server answers
    Compare,
    /// How many rows a second a feed may push, beside the loaders of the databases
    Feed,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn start_hands_unknown_options_to_the_server() {
        let cli = Cli::parse_from(["xtask", "start", "--release", "--listen", "127.0.0.1:9000"]);
        let Command::Start(options) = cli.command else {
            panic!("not start")
        };
        assert!(options.build.release);
        assert_eq!(options.serve, ["--listen", "127.0.0.1:9000"]);
    }
}
