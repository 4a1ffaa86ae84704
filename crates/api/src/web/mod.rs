//! What every handler needs of HTTP: typed parameters, languages, cached answers, problems.

pub(crate) mod answer;
pub(crate) mod blocking;
pub(crate) mod cursor;
pub(crate) mod document;
pub(crate) mod etag;
pub(crate) mod if_match;
pub(crate) mod language;
pub(crate) mod media;
pub(crate) mod moment;
pub(crate) mod own;
pub(crate) mod peer;
pub(crate) mod problem;
pub(crate) mod query;
pub(crate) mod trace;
pub(crate) mod wait;
