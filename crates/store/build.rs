//! The migrations are compiled into the crate by a macro; Cargo has to be told that it reads them.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
