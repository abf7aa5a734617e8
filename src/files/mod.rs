//! Safe access to files: reads what other users may have put in place, writes a file whole or not at all, and resolves
//! paths through folders that other users may write to.
//!
//! * `acl`: POSIX access control lists, as Linux stores them in an extended attribute.
//! * `atomic_write`: writes a file so that no reader ever sees a part of it.
//! * `content_hash`: hashes of content.
//! * `identity`: the state of a file, to notice that it was changed or replaced.
//! * `path_resolution`: resolves paths through folders that other users may write to.
//! * `permissions`: the permissions of a file that replaces another.
//! * `read`: reads regular files at paths where other users may have put something else, without blocking on it.
//! * `scratch`: files without a name, for what does not fit in memory.
//! * `staging`: new files on their way to a name: unnamed where the file system can, else under a temporary name.
//! * `trust`: which files are trusted, by their owner and permissions.

mod acl;
mod atomic_write;
mod content_hash;
mod identity;
mod path_resolution;
mod permissions;
mod read;
mod scratch;
mod staging;
mod trust;

pub(crate) use atomic_write::{Durability, StagedFile, stage, stage_at};
pub use content_hash::{hash_of, hash_of_file};
pub use identity::{Identity, is_same_file};
pub use path_resolution::{ForeignPath, LinkPolicy, ResolvedPath, own_folder, resolve};
pub(crate) use permissions::PermissionPolicy;
pub use read::{FileKind, ReadError, open_regular, read_file, read_limited};
pub(crate) use scratch::scratch_file;
pub(crate) use staging::BlockedByFolder;
pub use trust::{Untrusted, is_ours, untrusted};
