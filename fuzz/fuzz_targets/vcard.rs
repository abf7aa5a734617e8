#![no_main]

#[path = "../checks/contact_file.rs"]
mod contact_file;
#[path = "../checks/vcard.rs"]
mod vcard;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vcard::check(bytes));
