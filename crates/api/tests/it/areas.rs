//! `/areas`.

mod list;
mod profile;
mod show;
mod similar;
