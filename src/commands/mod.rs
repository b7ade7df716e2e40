//! The command line: parses arguments, runs the pipeline, sets the exit code.

use std::process::ExitCode;

/// Runs the command that the process's arguments name.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
