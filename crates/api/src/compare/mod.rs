//! Where an area stands among its peers.

mod show;

pub(crate) use show::*;
