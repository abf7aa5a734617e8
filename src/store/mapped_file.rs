//! A file mapped into memory.
//!
//! Reading a page beyond the end of a truncated file raises `SIGBUS`, which ends a process. Reading blocks into private
//! memory would avoid the signal, but two hundred sessions would then have two hundred copies of the shared pages.
//! Therefore the signal is handled: the handler replaces the mapping with zeros and sets a flag, the read continues,
//! and the reader checks [`MappedFile::is_changed`] before it uses the result.

use std::ffi::c_int;
use std::fs::File;
use std::io;
use std::mem::MaybeUninit;
use std::ops::Deref;
use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use libc::{
    MAP_ANONYMOUS, MAP_FAILED, MAP_FIXED, MAP_NORESERVE, MAP_PRIVATE, PROT_READ, SA_NODEFER, SA_ONSTACK, SA_SIGINFO,
    SIG_DFL, SIGBUS, c_void, mmap, sigaction, siginfo_t,
};
use memmap2::{Advice, Mmap, UncheckedAdvice};

use crate::files::Identity;

/// The maximum number of files that are mapped at the same time. A browser has one, and two while its directory is
/// reloaded.
const MOST_MAPS: usize = 64;

/// The bytes of a file, which the system reads page by page on access and shares among processes.
#[derive(Debug)]
pub(super) struct MappedFile {
    bytes: Mmap,
    file: File,
    /// The state of the file when it was mapped.
    identity: Identity,
    slot: &'static Slot,
}

/// The address of a mapped file, for the signal handler, which can only use global variables.
#[derive(Debug)]
struct Slot {
    is_taken: AtomicBool,
    start: AtomicUsize,
    /// 0 while no file is mapped here.
    end: AtomicUsize,
    /// Whether a read was beyond the new end of a file that was cut.
    is_cut: AtomicBool,
}

static SLOTS: [Slot; MOST_MAPS] = [const { Slot::empty() }; MOST_MAPS];
/// The action for the signal that was installed before this handler.
static BEFORE: OnceLock<sigaction> = OnceLock::new();

impl MappedFile {
    /// Maps a whole file for reading.
    ///
    /// A query reads a few of a hundred megabytes. Mapping takes 20 µs and no private memory; reading everything takes
    /// 40 ms and a hundred megabytes.
    pub(super) fn of(file: &File) -> io::Result<Self> {
        handle_cut_files();
        let identity = Identity::of(file)?;
        let slot = Slot::take().ok_or(io::ErrorKind::ResourceBusy)?;
        #[expect(unsafe_code, reason = "a map is memory that others may write; see SAFETY")]
        // SAFETY: The bytes are only read as `u8`, and copied before they are used as text or numbers, so another
        // writer can change their values but not break an invariant of a type. If the file is truncated, the handler of
        // `SIGBUS` maps zeros.
        let mapped = unsafe { Mmap::map(file) }.and_then(|bytes| Ok((bytes, file.try_clone()?)));
        match mapped {
            Ok((bytes, file)) => {
                // A search reads pages all over the file. With huge pages, where the file system has them, the system
                // maps 2 MB at each page fault instead of 64 kB. Without them, nothing changes.
                _ = bytes.advise(Advice::HugePage);
                slot.fill(&bytes);
                Ok(Self { bytes, file, identity, slot })
            }
            Err(cause) => {
                slot.free();
                Err(cause)
            }
        }
    }

    /// Returns `true` if the file was truncated or written to since it was mapped, so that nothing that was read from
    /// it is valid.
    ///
    /// A file that was only renamed, linked or removed is the same file.
    pub(super) fn is_changed(&self) -> bool {
        let is_same = |now: Identity| (now.size, now.modified) == (self.identity.size, self.identity.modified);
        self.slot.is_cut.load(Ordering::Relaxed) || !Identity::of(&self.file).is_ok_and(is_same)
    }

    /// The inode number of the file.
    pub(super) fn inode(&self) -> u64 {
        self.identity.inode
    }

    /// Releases the pages that were read: the system may cache them, but they no longer count as memory of this
    /// process.
    pub(super) fn release(&self) {
        #[expect(unsafe_code, reason = "advice that may change what is read is called unchecked; see SAFETY")]
        // SAFETY: The map is of a file and read-only: after the advice, reads get the bytes of that file again, or zeros
        // as before.
        let advised = unsafe { self.bytes.unchecked_advise(UncheckedAdvice::DontNeed) };
        // A failure does not matter, because this is only advice.
        _ = advised;
    }
}

impl Deref for MappedFile {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for MappedFile {
    fn drop(&mut self) {
        // This comes before unmapping, because the address may then belong to another mapping.
        self.slot.free();
    }
}

impl Slot {
    const fn empty() -> Self {
        let (start, end) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Self { is_taken: AtomicBool::new(false), start, end, is_cut: AtomicBool::new(false) }
    }

    fn take() -> Option<&'static Self> {
        SLOTS.iter().find(|slot| !slot.is_taken.swap(true, Ordering::Acquire))
    }

    fn fill(&self, bytes: &[u8]) {
        let places = bytes.as_ptr_range();
        self.is_cut.store(false, Ordering::Relaxed);
        self.start.store(places.start.addr(), Ordering::Relaxed);
        self.end.store(places.end.addr(), Ordering::Release);
    }

    fn free(&self) {
        self.end.store(0, Ordering::Release);
        self.is_taken.store(false, Ordering::Release);
    }

    /// Replaces the mapping by zeros if it contains the address. Returns whether it did.
    ///
    /// Called by a signal handler: it must not allocate, lock or panic.
    fn blank(&self, address: usize) -> bool {
        let (end, start) = (self.end.load(Ordering::Acquire), self.start.load(Ordering::Relaxed));
        if !(start..end).contains(&address) {
            return false;
        }
        self.is_cut.store(true, Ordering::Relaxed);
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;
        #[expect(unsafe_code, reason = "the handler replaces memory that cannot be read; see SAFETY")]
        // SAFETY: The range is that of a live map of this module, which is never written, and stays readable throughout.
        let zeros = unsafe { mmap(ptr::without_provenance_mut(start), end - start, PROT_READ, flags, -1, 0) };
        zeros != MAP_FAILED
    }
}

/// Handles `SIGBUS` from now on.
fn handle_cut_files() {
    BEFORE.get_or_init(|| {
        let mut before = MaybeUninit::<sigaction>::zeroed();
        #[expect(unsafe_code, reason = "no library handles this signal without calling what the standard library does")]
        // SAFETY: Zeros are a valid `sigaction`, whose fields are then set. The handler only uses functions that are
        // safe in a handler: atomics, `mmap` and `sigaction`.
        unsafe {
            let mut ours = MaybeUninit::<sigaction>::zeroed().assume_init();
            ours.sa_sigaction = on_bus_error as *const () as usize;
            // Uses the signal stack that the standard library sets up for each thread, because the normal stack may be
            // full.
            ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
            _ = sigaction(SIGBUS, &raw const ours, before.as_mut_ptr());
            before.assume_init()
        }
    });
}

extern "C" fn on_bus_error(_: c_int, info: *mut siginfo_t, _: *mut c_void) {
    #[expect(unsafe_code, reason = "a handler is given pointers; see SAFETY")]
    // SAFETY: The system gives a valid `siginfo_t` to a handler that was set with `SA_SIGINFO`.
    let address = unsafe { (*info).si_addr() }.addr();
    if SLOTS.iter().any(|slot| slot.blank(address)) {
        return;
    }
    // The address is not in a mapped file of this module. The instruction is repeated, and fails as without this
    // handler.
    #[expect(unsafe_code, reason = "the handler that was there before takes over; see SAFETY")]
    // SAFETY: The action is the one that the system returned, or zeros with the default action, which are valid.
    unsafe {
        let mut default = MaybeUninit::<sigaction>::zeroed().assume_init();
        default.sa_sigaction = SIG_DFL;
        _ = sigaction(SIGBUS, &raw const *BEFORE.get().unwrap_or(&default), ptr::null_mut());
    }
}
