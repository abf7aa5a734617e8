//! The integration tests, one module per subject; `support` has shared code.
//!
//! One binary, because each additional binary would be linked with the whole program again. Tests that need a server
//! are ignored here and run by `.ci/run`, which finds them automatically, module by module.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on says so, and one that tries thousands of cases prints how many"
)]

mod account;
mod architecture;
mod check;
mod commands;
mod configuration;
mod contact_points;
mod contacts;
mod copying;
mod crowds;
mod damage;
mod directory;
mod docs;
mod examples;
mod excerpts;
mod export;
mod exporting;
mod extraction;
mod extraction_cases;
mod extraction_scores;
mod faults;
mod fitting;
mod fuzzed;
mod gazetteer;
mod habits;
mod hard_queries;
mod hostile;
mod index;
mod installation;
mod journeys;
mod keys;
mod kiosk;
mod languages;
#[cfg(feature = "ldap")]
mod ldap;
#[cfg(feature = "ldap")]
mod ldap_example;
mod mouse;
mod multiplexers;
mod opened;
mod payloads;
mod picking;
mod pictures;
mod prompt;
mod pty;
mod quality;
mod queries;
mod renewal;
mod scan;
mod search_budget;
mod seeds;
mod servers;
mod sources;
mod support;
#[cfg(feature = "ldap")]
mod sync;
mod trust;
mod typing;
mod words;
mod workbooks;
