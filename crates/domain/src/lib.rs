//! The rules of BLIS: areas, indicators, periods, observations and peers; comparing, ranking and
//! likeness; the checks of a pushed figure; people, their rights, passwords, limits and the audit log; and the
//! request and response types both sides speak.
//!
//! Pure: no I/O, no clock, no randomness, no global. The same code runs in the server and in the
//! browser, so a figure computed on either side is the same figure.

#[macro_use]
mod coded;

pub mod area;
pub mod arithmetic;
pub mod audit;
pub mod breakdown;
pub mod brief;
pub mod calendar;
pub mod change;
pub mod client;
pub mod compare;
pub mod confidentiality;
pub mod correlation;
pub mod cost;
pub mod derivation;
pub mod desk;
pub mod effect;
pub mod evidence;
pub mod explanation;
pub mod feed;
pub mod finding;
pub mod formula;
pub mod gap;
pub mod hidden;
pub mod indicator;
pub mod limits;
pub mod locale;
pub mod movement;
pub mod moves;
pub mod network;
pub mod observation;
#[cfg(any(test, feature = "one-time-codes"))]
pub mod one_time_code;
pub mod pairing;
#[cfg(any(test, feature = "passwords"))]
pub mod password;
pub mod peers;
pub mod period;
pub mod person;
pub mod preview;
pub mod problem;
pub mod profile;
pub mod receipt;
pub mod release;
pub mod rights;
#[cfg(any(test, feature = "samples"))]
pub mod samples;
pub mod search;
pub mod series;
pub mod sheet;
pub mod similarity;
pub mod statistics;
pub mod status;
pub mod suppression;
pub mod text;
pub mod thirds;
pub mod verdict;
pub mod webhook;
pub mod wire;

#[cfg(feature = "openapi")]
mod openapi;
