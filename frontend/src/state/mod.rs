//! What outlives a page: address, language, the remembered municipality, fetched data, the colour scheme.
//!
//! Each context has a `provide_` and a `use_` function.

pub(crate) mod cache;
pub(crate) mod data;
pub(crate) mod focus;
pub(crate) mod kept;
pub(crate) mod language;
pub(crate) mod location;
pub(crate) mod own_area;
pub(crate) mod page_title;
pub(crate) mod question;
pub(crate) mod redraw;
pub(crate) mod scheme;
pub(crate) mod storage;
pub(crate) mod width;
