//! Work on two processors at once.

use std::panic::resume_unwind;
use std::thread;

/// Runs both closures, the second in a thread of its own, and returns their results.
///
/// If no thread can be spawned, the second runs after the first. Starting a thread takes about as long as adding 65,536
/// records to a set.
pub(in crate::search) fn fork_join<A, B: Send>(ours: impl FnOnce() -> A, theirs: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| {
        let spawned = thread::Builder::new().spawn_scoped(scope, &theirs);
        let ours = ours();
        let theirs = match spawned {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => theirs(),
        };
        (ours, theirs)
    })
}
