//! Machine clients: who looks after them, and whom the doors let in.

mod manage;
mod pages;
mod pages_changed;
mod secrets;
