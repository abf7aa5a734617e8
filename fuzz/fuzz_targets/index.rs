#![no_main]

#[path = "../../tests/it/support/forgery.rs"]
mod forgery;
#[path = "../checks/index.rs"]
mod index;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| index::check(bytes));
