//! What happens around every handler, from the outside in: requests are watched, headers for safety are set,
//! errors become problems, heads have a bound, whoever asks too much is refused, and answers are opened to other sites and compressed.

pub(crate) mod cors;
pub(crate) mod head;
pub(crate) mod headers;
pub(crate) mod problems;
pub(crate) mod rate;
pub(crate) mod requests;
