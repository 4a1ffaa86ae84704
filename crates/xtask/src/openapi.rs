//! `cargo xtask openapi`: the committed API document, written from the code.

use std::fs;
use std::process::ExitCode;

use anyhow::Context;

use crate::cargo::cargo;
use crate::process;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// Writes api-spec/openapi.json.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let mut steps = Steps::new(workspace, 1)?;
    let folder = workspace.root().join("api-spec");
    let path = folder.join("openapi.json");
    steps.run("Write api-spec/openapi.json", |step| {
        let command = cargo(
            workspace,
            ["run", "--quiet", "--package", "blis", "--", "openapi"],
        );
        let document = process::run_checked(command, step)?.stdout;
        // A program that prints something else first must not become the committed contract.
        let parsed: serde_json::Value =
            serde_json::from_str(&document).context("`blis openapi` printed something that is not JSON")?;
        parsed
            .get("openapi")
            .context("`blis openapi` printed JSON that is no OpenAPI document")?;
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let unchanged = fs::read_to_string(&path).is_ok_and(|before| before == document);
        if unchanged {
            step.note("nothing changed");
            return Ok(());
        }
        fs::write(&path, document).with_context(|| format!("cannot write {}", path.display()))
    })?;
    Ok(ExitCode::SUCCESS)
}
