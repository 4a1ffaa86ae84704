//! Makes sure that the folder of the page is there before the crate that embeds it is compiled.
//!
//! rust-embed refuses to compile when its folder is missing, and the page is built by another command
//! (`cargo xtask spa`). Creating the folder lets a plain `cargo build` or `cargo test` work in a fresh clone: the
//! server then says that the page has not been built instead of not compiling.

use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), String> {
    let package =
        env::var_os("CARGO_MANIFEST_DIR").ok_or("Cargo sets CARGO_MANIFEST_DIR for a build script")?;
    let page = PathBuf::from(package).join("../../target/spa");
    fs::create_dir_all(&page).map_err(|error| format!("cannot create {}: {error}", page.display()))?;
    // Cargo looks at the whole folder: a newly built page is embedded by the next build.
    println!("cargo::rerun-if-changed={}", page.display());
    Ok(())
}
