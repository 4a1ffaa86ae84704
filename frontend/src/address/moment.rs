//! When the figures of a link were known.

use std::fmt;
use std::str::FromStr;

/// An instant or a day as it stands in an address: RFC 3339 in UTC, or the day alone, which means its last moment. Whether
/// there was such a day is for the server to say.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Moment(String);

impl Moment {
    /// As the server takes it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Moment {
    type Err = ();

    fn from_str(text: &str) -> Result<Moment, ()> {
        // Every figure stands for a digit.
        let is_like = |form: &str| {
            let same = |(one, wanted): (char, char)| match wanted {
                '0' => one.is_ascii_digit(),
                sign => one == sign,
            };
            text.len() == form.len() && text.chars().zip(form.chars()).all(same)
        };
        let whole = ["0000-00-00", "0000-00-00T00:00Z", "0000-00-00T00:00:00Z"];
        let is_fraction = || {
            let (second, fraction) = text.split_once('.')?;
            let digits = fraction.strip_suffix('Z')?;
            let is_short = (1..=9).contains(&digits.len()) && digits.bytes().all(|one| one.is_ascii_digit());
            (is_short && second.len() == 19).then_some(())
        };
        match whole.into_iter().any(is_like) || is_fraction().is_some() {
            true => Ok(Moment(text.to_owned())),
            false => Err(()),
        }
    }
}
