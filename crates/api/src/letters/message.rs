//! A letter as it travels: RFC 5322, one part of plain text.

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use std::time::SystemTime;
use time::OffsetDateTime;

/// What a letter is made of.
pub(super) struct Envelope<'a> {
    /// The id of the letter: the same at every attempt, so that a mailbox knows one that came twice.
    pub(super) id: &'a str,
    pub(super) to: &'a str,
    pub(super) subject: &'a str,
    pub(super) body: &'a str,
    /// When it was written, which is not always when it is sent.
    pub(super) written: OffsetDateTime,
}

/// That no person wrote it, so that no person's absence is told to us (RFC 3834, 5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<AutoSubmitted, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(AutoSubmitted::name(), "auto-generated".to_owned())
    }
}

/// Puts a letter together; why it cannot be, without naming anybody.
pub(super) fn build(from: &Mailbox, letter: &Envelope<'_>) -> Result<Message, String> {
    let to = letter
        .to
        .parse()
        .map_err(|_| "the address of the recipient cannot be written to".to_owned())?;
    // Nothing that people typed stands in a header; if it ever does, it stays on its line.
    let subject: String = letter
        .subject
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let body = letter.body.to_owned();
    // Letters of any length of line, and no 8-bit on the way: every server takes it.
    let body = Body::new_with_encoding(body, ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| "the text of the letter cannot be written".to_owned())?;
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .date(SystemTime::from(letter.written))
        .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .map_err(|_| "the letter cannot be put together".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn built(subject: &str, to: &str) -> Result<String, String> {
        let from: Mailbox = "BLIS <blis@lps.lv>".parse().unwrap();
        let letter = Envelope {
            id: "0198",
            to,
            subject,
            body: "Labdien, Anna Bērziņa.\n\nhttps://blis.example/invitation/x\n",
            written: datetime!(2026-11-20 12:00 UTC),
        };
        build(&from, &letter).map(|message| String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn a_letter_has_its_headers_and_is_ascii_all_over() {
        let text = built("Uzaicinājums uz BLIS", "anna@saldus.lv").unwrap();
        for line in [
            "From: BLIS <blis@lps.lv>\r\n",
            "To: anna@saldus.lv\r\n",
            "Date: Fri, 20 Nov 2026 12:00:00 +0000\r\n",
            "Message-ID: <0198@lps.lv>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "\r\nhttps://blis.example/invitation/x\r\n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(text.is_ascii());
    }

    #[test]
    fn no_line_break_begins_a_header_of_its_own() {
        let text = built("Hello\r\nBcc: eva@evil.example", "anna@saldus.lv").unwrap();
        assert!(!text.contains("\nBcc:"), "{text}");
        assert!(built("Hello", "anna@saldus.lv\r\nBcc: eva@evil.example").is_err());
        assert!(built("Hello", "anna@saldus.lv>, <eva@evil.example").is_err());
    }
}
