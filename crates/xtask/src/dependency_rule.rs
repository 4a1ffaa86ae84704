//! The one direction in which the crates of the workspace depend on each other, proved.
//!
//! Two things are looked at: what a crate names itself (Cargo's metadata), and what ends up in the browser
//! through others (Cargo's tree for WebAssembly).

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::cargo::{BROWSER_CRATES, WASM, cargo};
use crate::process;
use crate::steps::Step;
use crate::workspace::Workspace;

/// The crates of the workspace each may use. An arrow added here is a decision about the shape of the product:
/// ARCHITECTURE.md changes with it.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("blis-domain", &[]),
    ("blis-charts", &["blis-domain"]),
    ("blis-store", &["blis-domain"]),
    ("blis-client", &["blis-domain"]),
    ("blis-api", &["blis-domain", "blis-charts", "blis-store"]),
    ("blis", &["blis-domain", "blis-store", "blis-api", "blis-client"]),
    ("blis-frontend", &["blis-domain", "blis-charts", "blis-client"]),
    ("xtask", &[]),
    // Above all the parsers it tries; nothing is built on it.
    ("blis-fuzz", &["blis-domain", "blis-api", "blis"]),
    // In no list but its own: the tests of the others may use it, and nothing else.
    ("blis-testing", &[]),
];

/// Libraries that only their owners may name; nobody else knows the database, the web server or the browser.
const OWNED: [(&str, &[&str]); 4] = [
    // The tests look at the database past the store, by SQL.
    ("diesel", &["blis-store", "blis-testing"]),
    ("diesel_migrations", &["blis-store"]),
    ("actix-web", &["blis-api"]),
    ("leptos", &["blis-frontend"]),
];

/// Libraries that must not reach the browser by any way.
const NOT_IN_THE_BROWSER: [&str; 4] = ["diesel", "actix-web", "blis-store", "blis-api"];

/// Checks the rule.
pub(crate) fn check(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    let metadata = process::run_checked(
        cargo(workspace, ["metadata", "--format-version=1", "--no-deps"]),
        step,
    )?;
    let metadata: Metadata =
        serde_json::from_str(&metadata.stdout).context("cannot read Cargo's metadata")?;
    let mut faults = direct_faults(&metadata.packages);
    for package in BROWSER_CRATES {
        let arguments = [
            "tree",
            "--package",
            package,
            "--target",
            WASM,
            "--edges",
            "normal",
        ];
        let mut command = cargo(workspace, arguments);
        command
            .args(["--prefix", "none", "--format", "{p}"])
            .env_remove("CARGO_TERM_COLOR");
        faults.extend(tree_faults(package, &process::run_checked(command, step)?.stdout));
    }
    if !faults.is_empty() {
        bail!(
            "the dependency rule is broken (see ARCHITECTURE.md):\n  {}",
            faults.join("\n  ")
        );
    }
    Ok(())
}

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    /// None for what the crate is made of; tests and build scripts may use what they like.
    kind: Option<String>,
}

fn direct_faults(packages: &[Package]) -> Vec<String> {
    let members: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let mut faults = Vec::new();
    for package in packages {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == package.name) else {
            faults.push(format!(
                "{} is new: say in xtask's dependency_rule.rs what it may use",
                package.name
            ));
            continue;
        };
        for dependency in package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind.is_none())
        {
            let name = dependency.name.as_str();
            if members.contains(name) && !allowed.contains(&name) {
                faults.push(format!("{} must not depend on {name}", package.name));
            }
            let owners = OWNED
                .iter()
                .find(|(library, _)| *library == name)
                .map(|(_, owners)| *owners);
            if let Some(owners) = owners
                && !owners.contains(&package.name.as_str())
            {
                let owners = owners.join(" and ");
                faults.push(format!(
                    "{} must not depend on {name}: that belongs to {owners}",
                    package.name
                ));
            }
        }
    }
    faults
}

/// `tree` has one package a line: its name, its version, perhaps its path.
fn tree_faults(package: &str, tree: &str) -> Vec<String> {
    let names: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    NOT_IN_THE_BROWSER
        .iter()
        .filter(|library| names.contains(**library))
        .map(|library| {
            format!("{package} brings {library} into the browser: `cargo tree -p {package} -i {library} --target {WASM}`")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Package {
        let dependency = |(name, kind): &(&str, Option<&str>)| Dependency {
            name: (*name).to_owned(),
            kind: kind.map(str::to_owned),
        };
        Package {
            name: name.to_owned(),
            dependencies: dependencies.iter().map(dependency).collect(),
        }
    }

    #[test]
    fn a_crate_may_use_what_lies_below_it() {
        let packages = [
            package("blis-domain", &[("serde", None)]),
            package("blis-store", &[("blis-domain", None), ("diesel", None)]),
        ];
        assert_eq!(direct_faults(&packages), [""; 0]);
    }

    #[test]
    fn an_arrow_upwards_is_a_fault() {
        let packages = [
            package("blis-domain", &[("blis-store", None)]),
            package("blis-store", &[]),
        ];
        assert_eq!(
            direct_faults(&packages),
            ["blis-domain must not depend on blis-store"]
        );
    }

    #[test]
    fn a_library_has_one_owner() {
        let packages = [package("blis-api", &[("diesel_migrations", None)])];
        assert_eq!(
            direct_faults(&packages),
            ["blis-api must not depend on diesel_migrations: that belongs to blis-store"]
        );
    }

    #[test]
    fn tests_may_use_more() {
        let packages = [
            package("blis-api", &[("blis-client", Some("dev"))]),
            package("blis-client", &[]),
        ];
        assert_eq!(direct_faults(&packages), [""; 0]);
    }

    #[test]
    fn what_is_for_tests_stays_in_tests() {
        let product = [
            package("blis-store", &[("blis-testing", None)]),
            package("blis-testing", &[("diesel", None)]),
        ];
        assert_eq!(
            direct_faults(&product),
            ["blis-store must not depend on blis-testing"]
        );
        let tests = [
            package("blis-store", &[("blis-testing", Some("dev"))]),
            package("blis-testing", &[]),
        ];
        assert_eq!(direct_faults(&tests), [""; 0]);
    }

    #[test]
    fn a_new_crate_must_be_placed() {
        assert_eq!(direct_faults(&[package("blis-new", &[])]).len(), 1);
    }

    #[test]
    fn what_reaches_the_browser_is_found_by_its_whole_name() {
        let clean =
            "blis-charts v0.1.0 (/work)\nblis-domain v0.1.0 (/work)\ndiesel_derives v2.3.0 (proc-macro)\n";
        assert_eq!(tree_faults("blis-charts", clean), [""; 0]);
        assert_eq!(tree_faults("blis-charts", "diesel v2.3.0\n").len(), 1);
    }
}
