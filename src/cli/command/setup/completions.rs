//! `allu completions`: a script that lets a shell complete command lines.

use std::fmt::Write as _;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::aot::{Shell, generate};

use crate::cli::args::{Args, CompletionShell};
use crate::cli::error::Error;
use crate::cli::output::OutputWriter;
use crate::ui::ThemeName;

/// Prints the script for a shell.
///
/// Errors: those of the output.
pub(crate) fn completions(shell: CompletionShell, output: &mut OutputWriter<'_>) -> Result<(), Error> {
    let script = match shell {
        CompletionShell::Bash => bash_script(),
        CompletionShell::Zsh => zsh_script(),
        CompletionShell::Fish => fish_script(),
        CompletionShell::PowerShell => generated(Shell::PowerShell),
    };
    output.exact(&script)?;
    output.finish()
}

/// The script as `clap_complete` writes it.
fn generated(shell: Shell) -> String {
    let mut script = Vec::new();
    generate(shell, &mut completed_command(), "allu", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The command line without the query of the browser: for zsh, a word before the name of a command would be that query,
/// and the options of the command would be unknown. The values of `--theme` are the names of the themes.
fn completed_command() -> Command {
    let whole = Args::command();
    let options = whole.get_arguments().filter(|arg| arg.get_id() != "query").cloned();
    let commands = whole.get_subcommands().cloned();
    Command::new("allu")
        .disable_version_flag(true)
        .args(options)
        .subcommands(commands)
        .mut_arg("theme", |theme| theme.value_parser(PossibleValuesParser::new(ThemeName::ALL.map(ThemeName::name))))
}

/// The script for bash. The generated one offers options where a file or a word of a query is typed, files where a query is
/// typed, and no value that is begun after `=`.
fn bash_script() -> String {
    let words = r#"COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )"#;
    let themes = ThemeName::ALL.map(ThemeName::name);
    let with_files = positionals().filter(|(_, arg)| takes_files(arg)).map(|(name, _)| format!("allu__subcmd__{name}"));
    let choice = format!(
        r#"_allu_words() {{
    if [[ "${{cur}}" == -* ]]; then
        {words}
    else
        COMPREPLY=( $(compgen -X '-*' -W "${{opts}}" -- "${{cur}}") )
        case "${{cmd}}" in {}) compopt -o default ;; esac
    fi
}}

"#,
        with_files.collect::<Vec<_>>().join("|")
    );
    let prev = r#"    prev="$3""#;
    let script = generated(Shell::Bash)
        .replace(words, "_allu_words")
        .replace(prev, &format!("{prev}\n    [[ \"${{prev}}\" == \"=\" ]] && prev=\"${{COMP_WORDS[COMP_CWORD-2]}}\""))
        .replace(r#"COMPREPLY=("${cur}")"#, "COMPREPLY=()")
        .replace(
            &format!(r#"compgen -W "{}" --"#, themes.join(" ")),
            &format!("compgen -W $'{}' -f --", themes.join(r"\n")),
        )
        .replace(" -o bashdefault -o default", "");
    choice + &script
}

/// The script for zsh. The generated one does not offer files in addition to the names of the themes.
fn zsh_script() -> String {
    let themes = ThemeName::ALL.map(ThemeName::name).join(" ");
    generated(Shell::Zsh).replace(&format!(":THEME:({themes})"), &format!(":THEME:{{compadd {themes}; _files}}"))
}

/// The script for fish. The generated one does not offer files in addition to the names of the themes, offers files where a query
/// is typed, and no value of an option before the name of the command.
fn fish_script() -> String {
    let parsed = "    argparse -s (__fish_allu_global_optspecs) -- $cmd 2>/dev/null\n";
    let without_last = format!("{parsed}    or begin\n        set -e cmd[-1]\n    {parsed}    end\n");
    let mut script = generated(Shell::Fish).replace(parsed, &without_last);
    let first = ThemeName::ALL[0].name();
    script = script.replace(&format!("-r -f -a \"{first}\\t"), &format!("-r -F -a \"{first}\\t"));
    for (name, arg) in positionals().filter(|(_, arg)| !takes_files(arg)) {
        let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        let condition = format!("__fish_allu_using_subcommand {name}");
        let _ = writeln!(script, "complete -c allu -n \"{condition}\" -f -a \"{}\"", values.join(" "));
    }
    script
}

/// The arguments of the commands that are not options, each with the name of its command.
fn positionals() -> impl Iterator<Item = (String, Arg)> {
    let commands: Vec<Command> = completed_command().get_subcommands().cloned().collect();
    commands.into_iter().flat_map(|command| {
        let name = command.get_name().to_owned();
        let args: Vec<Arg> = command.get_positionals().cloned().collect();
        args.into_iter().map(move |arg| (name.clone(), arg))
    })
}

/// Whether an argument is the name of a file.
fn takes_files(arg: &Arg) -> bool {
    matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath)
}
