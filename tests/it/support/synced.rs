//! `allu sync` with a configuration of its own, and its results.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use allu::session::SourceState;

use crate::support::NO_SYSTEM_FOLDER;
use serde_json::Value;

/// A folder with a configuration of the source `ely`, a password and its model.
pub(crate) struct Synced {
    folder: PathBuf,
}

impl Synced {
    /// Keeps everything in a folder below another one.
    pub(crate) fn new(above: &Path, name: &str) -> Self {
        let folder = above.join(name);
        fs::create_dir(&folder).expect("a folder");
        let synced = Self { folder };
        synced.write_password("luku\n", 0o600);
        synced
    }

    pub(crate) fn write_password(&self, password: &str, mode: u32) {
        let path = self.at("password");
        fs::write(&path, password).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its owner may");
    }

    /// Writes the configuration: URIs, and more settings of the source.
    pub(crate) fn configure(&self, uris: &[&str], more: &str) {
        let model = self.at("ely.json").display().to_string();
        let text = format!(
            "[[source]]\nname = \"ely\"\nuri = {uris:?}\nbase = \"ou=people,dc=example\"\nmodel = {model:?}\n{more}\n"
        );
        fs::write(self.at("config.toml"), text).expect("a configuration");
    }

    /// The settings that log in with the password.
    pub(crate) fn login(&self, ca_file: &Path) -> String {
        format!(
            "bind_dn = \"cn=reader,dc=example\"\npassword_file = \"{}\"\nca_file = \"{}\"\n",
            self.at("password").display(),
            ca_file.display()
        )
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command("", args).output().expect("the program starts")
    }

    /// Runs the program under limits of the shell, as in `ulimit -v 100000`.
    pub(crate) fn command(&self, limits: &str, args: &[&str]) -> Command {
        let mut command = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_allu");
        command
            .args(["-c", &format!("{limits}\nexec \"$0\" \"$@\""), program])
            .args(args)
            .env_clear()
            .envs([NO_SYSTEM_FOLDER]);
        command.env("ALLU_CONFIG", self.at("config.toml"));
        command
    }

    /// Runs `allu sync`. Returns its status and its line.
    pub(crate) fn sync(&self) -> (i32, String) {
        let output = self.run(&["sync"]);
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap_or(-1), String::from_utf8(text).expect("UTF-8"))
    }

    /// The people that `find --json` prints.
    pub(crate) fn find(&self, query: &str) -> Vec<Value> {
        let model = self.at("ely.json");
        let output = self.run(&["--model", model.to_str().expect("a path"), "find", "--json", query]);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// The id, the name and the first number of the only person with an address. `None` if there is none.
    pub(crate) fn person(&self, address: &str) -> Option<(String, String, String)> {
        let people = allu::model::load(&self.model()?).expect("a sound model").people;
        let mut found = people.iter().filter(|person| person.emails.iter().any(|email| email.address == address));
        let person = found.next()?;
        assert!(found.next().is_none(), "{address} is that of two");
        let phone = person.phones.first().map(|phone| phone.printed.clone());
        Some((person.id.to_string(), person.name.clone(), phone.unwrap_or_default()))
    }

    pub(crate) fn state(&self) -> SourceState {
        SourceState::read(&self.at("ely.state.json")).expect("a state")
    }

    pub(crate) fn model(&self) -> Option<Vec<u8>> {
        fs::read(self.at("ely.json")).ok()
    }

    /// The number of people in the model.
    pub(crate) fn people(&self) -> usize {
        allu::model::load(&self.model().expect("a model")).expect("a sound model").people.len()
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}
