//! Forwards bytes between the server and the library, which has one end of a pair of sockets.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use rustix::event::{PollFd, PollFlags, poll};
use rustls::ClientConnection;

use super::super::SyncError;
use super::message::{MessageGate, Sender};
use super::transport::Transport;

/// The maximum number of pending bytes for one side, above which the other side is not read.
const MAX_WAITING: usize = 1 << 18;

/// Why a relay has stopped. `None` while it runs, and if a side has closed its end.
pub(super) type RelayFailure = Arc<Mutex<Option<SyncError>>>;

/// Both sides, and what waits for each of them.
struct Relay {
    server: Box<dyn ServerStream>,
    tls: Option<Box<ClientConnection>>,
    client: UnixStream,
    /// Checked messages for the library.
    inward: Vec<u8>,
    /// Checked requests for the server, before they are encrypted.
    outward: Vec<u8>,
    from_server: MessageGate,
    from_client: MessageGate,
    /// Whether the server has closed its end.
    is_ended: bool,
}

trait ServerStream: Read + Write + AsFd {}

impl<S: Read + Write + AsFd> ServerStream for S {}

/// Forwards bytes until a side closes its end, or sends a message that is rejected.
pub(super) fn relay(transport: Transport, client: &UnixStream, failure: &RelayFailure) {
    let run = || -> Result<(), RelayEnd> {
        client.set_nonblocking(true)?;
        let (server, tls): (Box<dyn ServerStream>, _) = match transport {
            Transport::Host(stream) => {
                stream.set_nonblocking(true)?;
                (Box::new(stream), None)
            }
            Transport::Encrypted(stream, tls) => {
                stream.set_nonblocking(true)?;
                (Box::new(stream), Some(tls))
            }
            Transport::Socket(stream) => {
                stream.set_nonblocking(true)?;
                (Box::new(stream), None)
            }
        };
        let gates = (MessageGate::new(Sender::Server), MessageGate::new(Sender::Client));
        let (inward, outward) = (Vec::new(), Vec::new());
        let client = client.try_clone()?;
        let mut relay =
            Relay { server, tls, client, inward, outward, from_server: gates.0, from_client: gates.1, is_ended: false };
        while relay.step()? {}
        Ok(())
    };
    if let Err(RelayEnd::Refused(error)) = run()
        && let Ok(mut failure) = failure.lock()
    {
        *failure = Some(error);
    }
    // The library reads the end of the stream.
    _ = client.shutdown(Shutdown::Both);
}

/// Why a relay ends.
enum RelayEnd {
    Refused(SyncError),
    Io,
}

impl From<io::Error> for RelayEnd {
    fn from(_: io::Error) -> Self {
        Self::Io
    }
}

impl From<SyncError> for RelayEnd {
    fn from(error: SyncError) -> Self {
        Self::Refused(error)
    }
}

impl Relay {
    /// Waits for a side and forwards its bytes. Returns `false` at the end.
    fn step(&mut self) -> Result<bool, RelayEnd> {
        if self.is_ended && self.inward.is_empty() {
            return Ok(false);
        }
        let wants_write = !self.outward.is_empty() || self.tls.as_ref().is_some_and(|tls| tls.wants_write());
        let mut of_server = PollFlags::empty();
        of_server.set(PollFlags::IN, !self.is_ended && self.inward.len() < MAX_WAITING);
        of_server.set(PollFlags::OUT, wants_write);
        let mut of_client = PollFlags::empty();
        of_client.set(PollFlags::IN, self.outward.len() < MAX_WAITING);
        of_client.set(PollFlags::OUT, !self.inward.is_empty());
        let (server_is_ready, client_is_ready) = ready(self.server.as_fd(), of_server, self.client.as_fd(), of_client)?;
        let reads_server = of_server.contains(PollFlags::IN) && server_is_ready;
        if reads_server {
            self.read_server()?;
        }
        if client_is_ready && of_client.contains(PollFlags::IN) && !self.read_client()? {
            return Ok(false);
        }
        self.write_client()?;
        self.write_server()?;
        Ok(true)
    }

    fn read_server(&mut self) -> Result<(), RelayEnd> {
        let mut buffer = [0; 1 << 14];
        let count = match &mut self.tls {
            None => would_block(self.server.read(&mut buffer))?,
            Some(tls) => {
                let read = would_block(tls.read_tls(&mut self.server))?;
                let state = tls.process_new_packets().map_err(io::Error::other)?;
                if state.plaintext_bytes_to_read() == 0 {
                    self.is_ended |= read == Some(0) || state.peer_has_closed();
                    return Ok(());
                }
                would_block(tls.reader().read(&mut buffer))?
            }
        };
        let Some(count) = count else { return Ok(()) };
        self.is_ended |= count == 0;
        self.from_server.take(buffer.get(..count).unwrap_or_default(), &mut self.inward)?;
        // A record may hold more than one buffer.
        while let Some(tls) = &mut self.tls {
            match would_block(tls.reader().read(&mut buffer))? {
                None | Some(0) => break,
                Some(count) => self.from_server.take(buffer.get(..count).unwrap_or_default(), &mut self.inward)?,
            }
        }
        Ok(())
    }

    /// `false` if the library has closed its end.
    fn read_client(&mut self) -> Result<bool, RelayEnd> {
        let mut buffer = [0; 1 << 14];
        match would_block(self.client.read(&mut buffer))? {
            None => Ok(true),
            Some(0) => {
                self.write_server()?;
                Ok(false)
            }
            Some(count) => {
                self.from_client.take(buffer.get(..count).unwrap_or_default(), &mut self.outward)?;
                Ok(true)
            }
        }
    }

    fn write_client(&mut self) -> Result<(), RelayEnd> {
        if !self.inward.is_empty()
            && let Some(count) = would_block(self.client.write(&self.inward))?
        {
            self.inward.drain(..count);
        }
        Ok(())
    }

    fn write_server(&mut self) -> Result<(), RelayEnd> {
        let Some(tls) = &mut self.tls else {
            if !self.outward.is_empty()
                && let Some(count) = would_block(self.server.write(&self.outward))?
            {
                self.outward.drain(..count);
            }
            return Ok(());
        };
        if !self.outward.is_empty() {
            let count = tls.writer().write(&self.outward)?;
            self.outward.drain(..count);
        }
        while tls.wants_write() && would_block(tls.write_tls(&mut self.server))?.is_some() {}
        Ok(())
    }
}

/// Waits until one of two streams is ready, and returns which are.
fn ready(
    one: BorrowedFd<'_>,
    of_one: PollFlags,
    other: BorrowedFd<'_>,
    of_other: PollFlags,
) -> Result<(bool, bool), RelayEnd> {
    // A side that has hung up is always ready.
    if of_one.is_empty() {
        let mut fds = [PollFd::from_borrowed_fd(other, of_other)];
        while let Err(cause) = poll(&mut fds, None) {
            if cause != rustix::io::Errno::INTR {
                return Err(RelayEnd::Io);
            }
        }
        return Ok((false, true));
    }
    let mut both = [PollFd::from_borrowed_fd(one, of_one), PollFd::from_borrowed_fd(other, of_other)];
    loop {
        match poll(&mut both, None) {
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return Err(RelayEnd::Io),
            Ok(_) => {
                let [one, other] = both;
                return Ok((!one.revents().is_empty(), !other.revents().is_empty()));
            }
        }
    }
}

/// `None` if a stream has nothing now.
fn would_block(result: io::Result<usize>) -> io::Result<Option<usize>> {
    match result {
        Err(cause) if matches!(cause.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => Ok(None),
        result => result.map(Some),
    }
}
