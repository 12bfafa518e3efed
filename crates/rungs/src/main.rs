//! The binary.

use std::process::ExitCode;

/// JavaScript allocates often and little: with the C library's allocator a fifth of a run's time goes there. This one
/// answers the engine's `malloc` too.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    rungs::main(std::env::args_os().collect())
}
