//! The program `blis`. All of it is in the library, where the fuzz targets reach its parsers too.

use std::process::ExitCode;

fn main() -> ExitCode {
    blis::run()
}
