//! The table of rights, for everybody to read.

mod show;

pub(crate) use show::*;
