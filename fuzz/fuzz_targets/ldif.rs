#![no_main]

#[path = "../checks/contact_file.rs"]
mod contact_file;
#[path = "../checks/ldif.rs"]
mod ldif;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ldif::check(bytes));
