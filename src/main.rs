//! allu: arguments in, exit status out.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use allu::cli::{Asked, World, run};

fn main() -> ExitCode {
    let (mut input, mut out, mut err) = (io::stdin(), io::stdout(), io::stderr());
    let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
    let env = |name: &str| std::env::var(name).ok();
    let mut world = World {
        env: &env,
        input: &mut input,
        out: &mut out,
        err: &mut err,
        out_is_terminal,
        err_is_terminal,
        width: None,
    };
    match run(std::env::args_os(), &mut world) {
        Asked::Done(status) => ExitCode::from(status),
        Asked::Browse(_) => {
            _ = writeln!(err, "allu: no terminal");
            ExitCode::from(2)
        }
    }
}
