//! The Python that the tests run beside BLIS.

use std::path::{Path, PathBuf};

/// The variable that names one which has all of it.
const PYTHON: &str = "BLIS_TEST_PYTHON";

/// The one that is named, else the one that `cargo xtask test` made.
pub(crate) fn python() -> PathBuf {
    if let Some(named) = std::env::var_os(PYTHON) {
        return named.into();
    }
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/xtask/python/bin/python");
    assert!(
        made.exists(),
        "there is no Python to test with: run `cargo xtask test` once, which brings one, or set {PYTHON} to a Python \
         that has what crates/testing/smtp/requirements.txt names"
    );
    made
}
