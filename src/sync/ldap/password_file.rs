//! The file of a password.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::super::SyncError;
use crate::files::{is_ours, open_regular, read_limited};
use crate::session::FailureCause;

/// The maximum number of bytes of a password.
const MAX_BYTES: u64 = 4096;
/// The permission bits of the group and of others.
const OTHERS: u32 = 0o077;

/// The password: the first line of a file that nobody else can read.
pub(super) fn read_password(path: &Path) -> Result<String, SyncError> {
    let refused = |reason: &str| SyncError::new(FailureCause::PasswordFile, &format!("{}: {reason}", path.display()));
    let mut file = open_regular(path).map_err(|_| refused("cannot be read"))?;
    let there = file.metadata().map_err(|_| refused("cannot be read"))?;
    if !is_ours(there.uid()) {
        return Err(refused("belongs to another user"));
    }
    if there.mode() & OTHERS != 0 {
        return Err(refused("mode is not 0600"));
    }
    let bytes = read_limited(&mut file, MAX_BYTES, 0).map_err(|_| refused("cannot be read"))?;
    let text = String::from_utf8(bytes).map_err(|_| refused("is not UTF-8"))?;
    let password = text.lines().next().unwrap_or_default();
    // With an empty password, a server accepts any name as anonymous.
    if password.is_empty() { Err(refused("is empty")) } else { Ok(password.to_owned()) }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_password_is_for_its_owner() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("password");
        let read = |content: &[u8], mode: u32| {
            fs::write(&path, content).expect("it can be written");
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its owner may");
            read_password(&path).map_err(|error| error.cause)
        };
        assert_eq!(read("sala sana\n".as_bytes(), 0o600), Ok("sala sana".to_owned()));
        assert_eq!(read(b"x", 0o400), Ok("x".to_owned()));
        for (content, mode) in [(&b"x"[..], 0o640), (b"x", 0o604), (b"", 0o600), (b"\nx", 0o600), (b"\xff", 0o600)] {
            assert_eq!(read(content, mode), Err(FailureCause::PasswordFile), "{content:?} {mode:o}");
        }
        fs::remove_file(&path).expect("it is there");
        assert!(read_password(&path).is_err());
    }
}
