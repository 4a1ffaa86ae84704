//! Where an area stands among its peers.

mod export;
mod material;
mod show;
mod table;
mod words;

pub(crate) use export::*;
pub(crate) use material::{Figures, Material, Sought};
pub(crate) use show::*;
