//! What a body is, by its first bytes, whatever its headers say: a file that was sent by mistake is called by its name,
//! instead of by the first byte in it that is no text.

use super::notation::Notation;
use super::{fault, malformed};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;

/// The beginnings of files that people take for text, and what each is, in both languages.
const KNOWN: [(&[u8], &str, &str); 8] = [
    (
        b"PK\x03\x04",
        "ZIP arhīvs vai XLSX fails",
        "a ZIP archive or an XLSX file",
    ),
    (b"PK\x05\x06", "tukšs ZIP arhīvs", "an empty ZIP archive"),
    (
        b"\xd0\xcf\x11\xe0",
        "vecs Excel fails (XLS) vai ar paroli aizsargāts fails",
        "an old Excel file (XLS), or one protected by a password",
    ),
    (b"%PDF-", "PDF fails", "a PDF file"),
    (
        b"\x1f\x8b",
        "sapakots ar gzip, ko Content-Encoding nesaka",
        "packed by gzip, which Content-Encoding does not say",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        "sapakots ar zstd, ko Content-Encoding nesaka",
        "packed by zstd, which Content-Encoding does not say",
    ),
    (
        b"\xff\xfe",
        "teksts UTF-16, nevis UTF-8 kodējumā",
        "text in UTF-16 and not in UTF-8",
    ),
    (
        b"\xfe\xff",
        "teksts UTF-16, nevis UTF-8 kodējumā",
        "text in UTF-16 and not in UTF-8",
    ),
];

/// Refuses a body that is something else than it was said to be, by its first bytes.
pub(super) fn check(bytes: &[u8], notation: Notation) -> Result<(), ProblemDraft> {
    let known = KNOWN.iter().find(|(begins, ..)| bytes.starts_with(begins));
    match (notation, known) {
        // Whether it is a workbook is seen when it is opened.
        (Notation::Xlsx, Some((b"PK\x03\x04", ..))) => return Ok(()),
        (_, Some((_, lv, en))) => return Err(other(lv, en)),
        (Notation::Xlsx, None) => return Err(other("kaut kas cits, nevis XLSX", "something else than XLSX")),
        (_, None) => {}
    }
    let first = bytes.trim_ascii_start().first();
    match (notation, first) {
        // No heading begins so.
        (Notation::Csv, Some(b'{' | b'[')) => Err(other("JSON, nevis CSV", "JSON and not CSV")),
        _ => Ok(()),
    }
}

fn other(lv: &str, en: &str) -> ProblemDraft {
    let message = Text::new(
        format!("Saturs nav tas, ko saka galvenes: tas ir {lv}."),
        format!("The body is not what its headers say: it is {en}."),
    );
    let faults = vec![fault(None, None, "other_content", message.clone())];
    malformed(message.lv, message.en, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_how_they_begin() {
        for (begins, _, en) in KNOWN {
            let refused = check(&[begins, b"..."].concat(), Notation::Csv).unwrap_err();
            assert_eq!(refused.faults[0].code, "other_content");
            assert!(refused.detail.en.contains(en), "{}", refused.detail.en);
        }
        assert!(check(b"\xef\xbb\xbfindicator,area", Notation::Csv).is_ok());
        assert!(
            check(b"", Notation::Csv).is_ok(),
            "its heading is missing, and it is told so"
        );
        assert!(check(b" [{}]", Notation::Csv).is_err());
        assert!(check(b"{\"observations\":[]}", Notation::Json).is_ok());
        assert!(check(b"PK\x03\x04...", Notation::Xlsx).is_ok());
        assert!(check(b"indicator,area", Notation::Xlsx).is_err());
        assert!(
            check(b"\xd0\xcf\x11\xe0", Notation::Xlsx)
                .unwrap_err()
                .detail
                .en
                .contains("XLS")
        );
    }
}
