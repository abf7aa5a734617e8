//! The file of a user's habits: ids only, readable by the user alone.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;

use rustix::fs::{Mode, OFlags, openat};
use serde::{Deserialize, Serialize};

use crate::app::{HabitChange, Habits};
use crate::files::{Durability, PermissionPolicy, ResolvedPath, own_folder, stage};
use crate::model::RecordId;
use crate::session::{Env, xdg_folder};

/// The name of the file.
const NAME: &str = "habits.json";
/// The maximum number of bytes that are read from the file.
const MAX_BYTES: u64 = 1 << 20;

/// Where a user's habits are kept.
#[derive(Clone, Debug)]
pub struct HabitStore {
    folder: PathBuf,
}

/// The content of the file. Ids of a kind that this version does not know are dropped.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct HabitFile {
    favourites: Vec<String>,
    recent: Vec<String>,
}

impl HabitStore {
    /// The store of the environment. `None` if it names no folder, or the home does not exist.
    #[must_use]
    pub fn of(env: Env<'_>) -> Option<Self> {
        let is_named = env("XDG_STATE_HOME").is_some_and(|folder| folder.starts_with('/'));
        let has_home = || env("HOME").is_some_and(|home| PathBuf::from(home).is_dir());
        let folder = xdg_folder("XDG_STATE_HOME", ".local/state", env).filter(|_| is_named || has_home())?;
        Some(Self { folder: folder.join("allu") })
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// The habits. `None` if there is no file, or it cannot be read.
    #[must_use]
    pub fn load(&self) -> Option<Habits> {
        let folder = own_folder(&self.folder, false).ok()?;
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = File::from(openat(&folder, NAME, flags, Mode::empty()).ok()?);
        if !file.metadata().is_ok_and(|there| there.is_file()) {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
        let HabitFile { favourites, recent } = serde_json::from_slice(&bytes).unwrap_or_default();
        let ids = |texts: Vec<String>| texts.iter().filter_map(|text| text.parse::<RecordId>().ok()).collect();
        Some(Habits { favourites: ids(favourites), recent: ids(recent) })
    }

    /// Makes changes to the habits as they are in the file now, which another session may have changed.
    ///
    /// # Errors
    ///
    /// Any error of writing the file; the old one is untouched.
    pub fn keep(&self, changes: &[HabitChange]) -> io::Result<()> {
        let mut habits = self.load().unwrap_or_default();
        for change in changes {
            habits.apply(change);
        }
        self.write(&habits)
    }

    /// Empties the file.
    ///
    /// # Errors
    ///
    /// Any error of writing the file; the old one is untouched.
    pub fn forget(&self) -> io::Result<()> {
        self.write(&Habits::default())
    }

    fn write(&self, habits: &Habits) -> io::Result<()> {
        let texts = |ids: &[RecordId]| ids.iter().map(ToString::to_string).collect();
        let content = HabitFile { favourites: texts(&habits.favourites), recent: texts(&habits.recent) };
        let mut json = serde_json::to_vec_pretty(&content)?;
        json.push(b'\n');
        let folder = own_folder(&self.folder, true)?;
        let at = ResolvedPath { folder: folder.into(), name: NAME.into(), path: self.folder.clone(), is_open: false };
        match stage(&at, &PermissionPolicy::OwnerOnly, &mut |file| file.write_all(&json))?.commit()? {
            // If the disk loses the file, only a convenience is lost.
            Durability::Durable | Durability::NotSynced(_) => Ok(()),
        }
    }
}
