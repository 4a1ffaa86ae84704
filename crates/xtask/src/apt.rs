//! Installing Debian packages where that is possible without asking anybody.

use std::path::Path;
use std::process::Command;

use anyhow::bail;

use crate::process;
use crate::steps::Step;

/// Installs the packages, telling so first; a clear error names them where installing is not possible.
///
/// `purpose` names what they are for: "the browser journeys".
pub(crate) fn install(packages: &[&str], purpose: &str, step: &Step) -> anyhow::Result<()> {
    let list = packages.join(" ");
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!("for {purpose}, install what Debian calls `{list}` with your system's package manager");
    }
    let Some(prefix) = privilege() else {
        bail!("something is missing for {purpose}: run `sudo apt-get install {list}`, then start again");
    };
    step.tell(&format!("Installing {list} (apt-get), for {purpose}"));
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend_from_slice(packages);
    if process::run(apt_get(prefix, &arguments), step)?.success() {
        return Ok(());
    }
    // The usual cause on a new machine: the package lists have never been fetched, or are out of date.
    process::run_checked(apt_get(prefix, &["update"]), step)?;
    process::run_checked(apt_get(prefix, &arguments), step)?;
    Ok(())
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Command {
    // RUNLEVEL=1 keeps a package's own service from being started: what is installed here is used, not run.
    let words = [
        prefix,
        &["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get"],
        arguments,
    ]
    .concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// The words that make a command privileged: none for root, sudo where it asks for no password.
fn privilege() -> Option<&'static [&'static str]> {
    if rustix::process::geteuid().is_root() {
        return Some(&[]);
    }
    process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(&["sudo", "-n"])
}
