//! Access tokens: how they are given, and the door that checks them.

mod door;
mod keys;
mod token;
