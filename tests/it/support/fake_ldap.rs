//! A fake directory server for tests: one that is silent, sends invalid data, or sends far too much data.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;

/// The behaviour of a fake server on a connection.
pub(crate) type Behaviour = fn(&mut TcpStream);

/// Serves every connection until the test ends. Returns the URI.
pub(crate) fn fake_server(behaviour: Behaviour) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut stream = stream;
                behaviour(&mut stream);
            });
        }
    });
    format!("ldap://127.0.0.1:{port}")
}

/// A part in BER.
pub(crate) fn part(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("short").to_be_bytes();
    [&[tag, 0x84][..], &length, content].concat()
}

/// A message with the number of the request that it answers.
pub(crate) fn message(number: u8, operation: &[u8]) -> Vec<u8> {
    part(0x30, &[&[2, 1, number][..], operation].concat())
}

/// The result of an operation.
pub(crate) fn result(tag: u8, code: u8) -> Vec<u8> {
    part(tag, &[10, 1, code, 4, 0, 4, 0])
}

/// An entry with values of any bytes.
pub(crate) fn entry(dn: &[u8], values: &[(&str, &[u8])]) -> Vec<u8> {
    let attribute =
        |(name, value): &(&str, &[u8])| part(0x30, &[part(4, name.as_bytes()), part(0x31, &part(4, value))].concat());
    let attributes: Vec<u8> = values.iter().flat_map(attribute).collect();
    part(0x64, &[part(4, dn), part(0x30, &attributes)].concat())
}

/// A control of content synchronization (RFC 4533), by the last number of its name.
pub(crate) fn sync_control(number: char, value: &[u8]) -> Vec<u8> {
    let name = format!("1.3.6.1.4.1.4203.1.9.1.{number}");
    part(0xa0, &part(0x30, &[part(4, name.as_bytes()), part(4, &part(0x30, value))].concat()))
}

/// Answers each request: searches of the root with an empty result, others with the output of `answers`.
pub(crate) fn serve(stream: &mut TcpStream, answers: &dyn Fn(&mut TcpStream, u8)) {
    serve_as(stream, &[], &|stream, number, _| answers(stream, number));
}

/// Answers each request: searches of the root with some attributes, others with what `answers` writes, which receives
/// the number of the message and the request.
pub(crate) fn serve_as(stream: &mut TcpStream, root: &[(&str, &[u8])], answers: &dyn Fn(&mut TcpStream, u8, &[u8])) {
    let mut buffer = [0; 1 << 14];
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        let request = &buffer[..length];
        // The first bytes are the header and the number of the message; then comes the operation.
        let start = if request[1] < 0x80 { 2 } else { 2 + usize::from(request[1] & 0x7f) };
        let (number, operation) = (request[start + 2], request[start + 3]);
        let is_root = || request.windows(16).any(|it| it == b"supportedControl");
        let answered = match operation {
            0x60 => stream.write_all(&message(number, &result(0x61, 0))),
            0x63 if is_root() => {
                let entry = if root.is_empty() { Vec::new() } else { message(number, &entry(b"", root)) };
                stream.write_all(&[entry, message(number, &result(0x65, 0))].concat())
            }
            0x63 => {
                answers(stream, number, request);
                Ok(())
            }
            _ => return,
        };
        if answered.is_err() {
            return;
        }
    }
}
