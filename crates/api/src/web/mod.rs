//! What every handler needs of HTTP: typed parameters, languages, cached answers, problems.

pub(crate) mod answer;
pub(crate) mod arrival;
pub(crate) mod attachment;
pub(crate) mod blocking;
pub(crate) mod cursor;
pub(crate) mod document;
pub(crate) mod etag;
pub(crate) mod language;
pub(crate) mod media;
pub(crate) mod moment;
pub(crate) mod own;
pub(crate) mod peer;
pub(crate) mod problem;
pub(crate) mod query;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod trace;
pub(crate) mod turns;
pub(crate) mod version;
pub(crate) mod wait;
