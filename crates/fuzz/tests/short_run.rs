//! The short run of every target: each kept input, then changed ones from a fixed seed.
//!
//! `BLIS_FUZZ_SEED` takes another seed. What fails is printed, to be kept in `corpus` together with what mends it.
#![expect(clippy::unwrap_used, reason = "a test")]

use blis_fuzz::changes::Changes;
use blis_fuzz::{TARGETS, kept, target};
use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::Path;
use std::time::{Duration, Instant};

/// The seed, unless another is asked for.
const SEED: u64 = 20_261_120;

/// No input takes so long, even unoptimised and on a machine that does other things.
const LONGEST: Duration = Duration::from_secs(5);

fn run(name: &str) {
    let target = target(name).unwrap();
    let inputs = kept::inputs(name).unwrap();
    for (file, input) in &inputs {
        attempt(target.run, input, &format!("the kept input corpus/{name}/{file}"));
    }
    let seed = std::env::var("BLIS_FUZZ_SEED").map_or(SEED, |seed| seed.parse().unwrap());
    let inputs = inputs.into_iter().map(|(_, input)| input).collect();
    let mut changes = Changes::new(seed, inputs, kept::words(name).unwrap());
    for nth in 0..target.tries {
        let input = changes.next_input();
        attempt(
            target.run,
            &input,
            &format!("input {nth} of BLIS_FUZZ_SEED={seed}"),
        );
    }
}

/// Runs a target, and says which input it was when that fails.
fn attempt(target: fn(&[u8]), input: &[u8], what: &str) {
    let begun = Instant::now();
    let outcome = panic::catch_unwind(|| target(input));
    assert!(
        outcome.is_ok(),
        "{what} broke a promise:\n{}",
        input.escape_ascii()
    );
    assert!(
        begun.elapsed() < LONGEST,
        "{what} took {:?}:\n{}",
        begun.elapsed(),
        input.escape_ascii()
    );
}

/// The runs find their targets by these folders and files.
#[test]
fn every_target_keeps_inputs_and_words() {
    let names = |folder: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect::<BTreeSet<String>>()
    };
    let there: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(names("corpus"), there);
    assert_eq!(names("words"), there);
    for target in &there {
        assert!(!kept::inputs(target).unwrap().is_empty() && !kept::words(target).unwrap().is_empty());
    }
}

macro_rules! short_runs {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        #[test]
        fn every_target_is_run() {
            let run = [$(stringify!($name)),*];
            let there: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(run[..], there[..], "a target is listed here too, in the order of TARGETS");
        }
    };
}

short_runs! {
    body_csv body_ndjson body_json body_xlsx body_jsonstat bodies_agree row packing content_headers formula catalogue_yaml
    catalogue_csv peers period
    codes email person_name password query audit_query moment cursor return_to idempotency_key accept_language token_request push_map
}
