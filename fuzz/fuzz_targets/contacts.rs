#![no_main]

#[path = "../checks/contacts.rs"]
mod contacts;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| contacts::check(bytes));
