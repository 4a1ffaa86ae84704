//! This installation.

mod show;

pub(crate) use show::*;
