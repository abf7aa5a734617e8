//! allu: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    allu::start()
}
