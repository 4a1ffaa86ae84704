//! `cargo xtask test`: everything, on both databases, from a machine that has nothing but Cargo.
//!
//! The parts run one after the other and a failed one does not hide the next. The run ends with one line that
//! sums all of them up.

mod browser;
mod counts;
mod rust;
mod schema;

use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) use browser::install_packages;
use counts::Counts;

use crate::checks;
use crate::cli::{TestOptions, TestPart};
use crate::interrupt::Interrupted;
use crate::needs;
use crate::postgres::Postgres;
use crate::python;
use crate::spa;
use crate::steps::Steps;
use crate::wasm_target;
use crate::workspace::Workspace;

/// `cargo xtask test`
pub(crate) fn run(workspace: &Workspace, options: &TestOptions) -> anyhow::Result<ExitCode> {
    let plan = Plan::of(options);
    let mut counts = Counts::default();
    let mut steps = Steps::new(workspace, plan.steps())?;
    match run_parts(workspace, &plan, &mut steps, &mut counts) {
        Ok(()) => {}
        Err(error) if error.is::<Interrupted>() => return Err(error),
        Err(error) => {
            eprintln!("\n{error:#}");
            counts += Counts::BROKEN;
        }
    }
    println!("\n{counts}");
    Ok(if counts.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Which parts a run has.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    checks: bool,
    unit: bool,
    schema: bool,
    browser: bool,
    postgres: bool,
}

impl Plan {
    fn of(options: &TestOptions) -> Self {
        Self {
            checks: options.only.is_none(),
            unit: options.only.is_none_or(|part| part == TestPart::Unit),
            schema: options.only.is_none_or(|part| part == TestPart::Schema),
            browser: options.only.is_none_or(|part| part == TestPart::Browser) && !options.skip_browser,
            // Whom an answer is for and what it looks like does not hang on the database.
            postgres: !options.skip_postgres && options.only != Some(TestPart::Schema),
        }
    }

    fn needs_wasm(&self) -> bool {
        self.checks || self.browser
    }

    /// How many steps the run takes, for the numbers in front of them.
    fn steps(&self) -> usize {
        let prepare = 1
            + usize::from(self.needs_wasm())
            + usize::from(self.postgres)
            + usize::from(self.unit)
            + usize::from(self.browser);
        let checks = if self.checks { checks::CHECKS.len() } else { 0 };
        let unit = if self.unit {
            1 + rust::TESTED_ALONE.len()
        } else {
            0
        };
        let databases = 1 + usize::from(self.postgres);
        let browser = if self.browser {
            spa::STEPS + browser::PREPARING_STEPS + databases
        } else {
            0
        };
        let schema = if self.schema { schema::STEPS } else { 0 };
        prepare + checks + 1 + unit + schema + browser
    }
}

fn run_parts(
    workspace: &Workspace,
    plan: &Plan,
    steps: &mut Steps,
    counts: &mut Counts,
) -> anyhow::Result<()> {
    steps.run("Have a C compiler and the headers of OpenSSL", needs::openssl)?;
    if plan.needs_wasm() {
        steps.run("Have the WebAssembly target", wasm_target::ensure)?;
    }
    let postgres = match plan.postgres {
        true => Some(steps.run("Have a PostgreSQL", Postgres::have)?),
        false => None,
    };
    let python = match plan.unit {
        true => Some(steps.run("Have a mail server to test with", |step| {
            python::have(workspace, step)
        })?),
        false => None,
    };
    let chromium = match plan.browser {
        true => Some(steps.run("Have Chromium and Node.js", |step| {
            needs::node(step)?;
            let chromium = needs::chromium(step)?;
            step.note(chromium.display().to_string());
            Ok(chromium)
        })?),
        false => None,
    };
    let url = postgres.as_ref().map(Postgres::url);

    if plan.checks {
        counts.failed += checks::run_all(workspace, steps)?;
    }
    let scope = if plan.unit {
        rust::Scope::Everything
    } else {
        rust::Scope::BinaryAlone
    };
    let built = counts.attempt(rust::build(workspace, steps, scope))?.is_some();
    if plan.unit {
        if built {
            let server_side = rust::test_server_side(workspace, steps, url, python.as_deref());
            counts.attempt(server_side)?;
        }
        for (name, package) in rust::TESTED_ALONE {
            counts.attempt(rust::test_package(workspace, steps, name, package))?;
        }
    }
    if plan.schema && built {
        counts.attempt(schema::run(workspace, steps))?;
    }
    if let Some(chromium) = chromium
        && built
    {
        counts.attempt(browser::run(
            workspace,
            steps,
            &Journeys {
                chromium,
                postgres_url: url,
            },
        ))?;
    }
    Ok(())
}

/// What the browser journeys run with.
struct Journeys<'a> {
    chromium: PathBuf,
    postgres_url: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: TestOptions = TestOptions {
        skip_postgres: false,
        skip_browser: false,
        only: None,
    };

    #[test]
    fn everything_runs_unless_it_is_left_out() {
        assert_eq!(
            Plan::of(&ALL),
            Plan {
                checks: true,
                unit: true,
                schema: true,
                browser: true,
                postgres: true
            }
        );
        let no_browser = Plan::of(&TestOptions {
            skip_browser: true,
            ..ALL
        });
        assert!(!no_browser.browser && no_browser.unit && no_browser.checks);
        let unit = Plan::of(&TestOptions {
            only: Some(TestPart::Unit),
            ..ALL
        });
        assert_eq!(
            unit,
            Plan {
                checks: false,
                unit: true,
                schema: false,
                browser: false,
                postgres: true
            }
        );
        let browser = Plan::of(&TestOptions {
            only: Some(TestPart::Browser),
            skip_postgres: true,
            ..ALL
        });
        assert_eq!(
            browser,
            Plan {
                checks: false,
                unit: false,
                schema: false,
                browser: true,
                postgres: false
            }
        );
    }
}
