//! Deliveries to webhooks, checked by others than the code that signed them.

use crate::python::python;
use serde::Deserialize;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What others say of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct OthersSay {
    /// The library of Standard Webhooks for Python.
    pub library: bool,
    /// The check that docs/WEBHOOKS.md prints.
    pub documented: bool,
}

/// Has a delivery checked: `case` holds `secret`, `headers`, `body` in base 64 and `now` in seconds.
///
/// # Panics
/// When Python fails.
pub fn check_delivery(case: &Value) -> OthersSay {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new(python())
        .arg(here.join("webhooks/check.py"))
        .arg(here.join("../../docs/webhooks/verify.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(case.to_string().as_bytes())
        .expect("Python reads");
    drop(input);
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "the check failed");
    serde_json::from_slice(&output.stdout).expect("an answer")
}
