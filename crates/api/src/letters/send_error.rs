//! Why a letter was not sent: what is kept of the words of a mail server.

use std::error::Error;
use std::fmt;

/// Why a letter was not sent, in words that name nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendError {
    pub(super) because: String,
    /// Whether it makes no sense to try again.
    pub(super) is_final: bool,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.because)
    }
}

impl Error for SendError {}

/// Refusals that are about how we come, not about the letter: signing in failed or is asked for, encryption is asked
/// for. Whoever runs the installation can set them right while the letter waits.
const ABOUT_US: [&str; 4] = ["530", "534", "535", "538"];

impl SendError {
    pub(super) fn of(error: &lettre::transport::smtp::Error) -> SendError {
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        if let Some(status) = error.status().map(|code| code.to_string()) {
            // What follows the codes may repeat the address of the recipient.
            let detail = cause.split_whitespace().next().filter(|word| is_enhanced(word));
            return SendError {
                is_final: error.is_permanent() && !ABOUT_US.contains(&status.as_str()),
                because: match detail {
                    Some(detail) => format!("the mail server answered {status} {detail}"),
                    None => format!("the mail server answered {status}"),
                },
            };
        }
        let cause = match cause.contains('@') {
            true => String::new(),
            false => format!(": {cause}"),
        };
        let because = if is_timeout(error) {
            "the mail server did not answer in time".to_owned()
        } else if error.is_tls() {
            format!("the connection to the mail server cannot be encrypted{cause}")
        } else if error.is_client() {
            format!("the mail server does not offer what is needed{cause}")
        } else if error.is_response() {
            "the mail server answered what cannot be understood, or hung up".to_owned()
        } else {
            format!("the mail server cannot be reached{cause}")
        };
        SendError {
            because,
            is_final: false,
        }
    }
}

/// An enhanced status code (RFC 3463): `5.1.1`.
fn is_enhanced(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A socket whose time is over says that it would block.
fn is_timeout(error: &lettre::transport::smtp::Error) -> bool {
    let mut cause = error.source();
    while let Some(one) = cause {
        if let Some(io) = one.downcast_ref::<std::io::Error>()
            && matches!(
                io.kind(),
                std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock
            )
        {
            return true;
        }
        cause = one.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_answer_only_the_codes_are_kept() {
        for (word, is) in [
            ("5.1.1", true),
            ("4.2.0", true),
            ("<anna@saldus.lv>", false),
            ("5.1", false),
            ("a.b.c", false),
        ] {
            assert_eq!(is_enhanced(word), is, "{word}");
        }
    }
}
