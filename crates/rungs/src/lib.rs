//! The command line of Rungs, and the façade that Rust programs embed.
