//! `/areas`.

mod list;
mod preview;
mod profile;
mod show;
mod similar;
