//! One target under libFuzzer, named by `BLIS_FUZZ_TARGET`. `cargo xtask fuzz` builds and calls this program.
#![no_main]

use std::sync::OnceLock;

static RUN: OnceLock<fn(&[u8])> = OnceLock::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let run = RUN.get_or_init(|| {
        let name = std::env::var("BLIS_FUZZ_TARGET").unwrap_or_default();
        match blis_fuzz::target(&name) {
            Some(target) => target.run,
            None => {
                eprintln!("BLIS_FUZZ_TARGET names no target: `{name}`");
                std::process::exit(2);
            }
        }
    });
    run(bytes);
});
