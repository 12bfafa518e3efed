//! The binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    rungs::main(std::env::args_os().collect())
}
