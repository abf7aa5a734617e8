//! Safe access to files: reading what others may have put in place, writing a file whole or not at all, following paths
//! through folders that other users may write to.

mod atomic_write;
mod content_hash;
mod identity;
mod path_resolution;
mod permissions;
mod read;
mod trust;

pub(crate) use atomic_write::{InTheWay, Written, prepare, prepare_at};
pub use content_hash::{hash_of, hash_of_file};
pub use identity::Identity;
pub use path_resolution::{Arrival, ForeignPath, Way, own_folder, walk};
pub(crate) use permissions::Access;
pub use read::{FileKind, Unread, open_plain, read_limited, read_plain};
pub use trust::{Untrusted, is_ours, untrusted};
