//! Safe access to files: reads what other users may have put in place, writes a file whole or not at all, and resolves
//! paths through folders that other users may write to.

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
