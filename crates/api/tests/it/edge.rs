//! Connections before there is a request: encryption, seats, and who calls.

mod callers;
mod seats;
mod tls;
