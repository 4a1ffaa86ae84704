//! The end of the log, and what a check of it finds.

use blis_domain::audit::HASH_BYTES;
use std::fmt;
use std::str::FromStr;

/// The end of the log: `SEQ:HASH`, to be kept where the database is not. A log whose end was cut off is whole in
/// itself; only who knows an earlier head sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// The last entry; 0 while there is none.
    pub seq: u64,
    /// Its hash; zeros while there is none.
    pub hash: [u8; HASH_BYTES],
}

impl AuditHead {
    /// The head of an empty log.
    pub const START: AuditHead = AuditHead {
        seq: 0,
        hash: [0; HASH_BYTES],
    };
}

impl fmt::Display for AuditHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text that is no head of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a head of the audit log is SEQ:HASH, a number and 64 hexadecimal digits")]
pub struct InvalidAuditHead;

impl FromStr for AuditHead {
    type Err = InvalidAuditHead;

    fn from_str(text: &str) -> Result<AuditHead, InvalidAuditHead> {
        let (seq, digits) = text.split_once(':').ok_or(InvalidAuditHead)?;
        let digits = digits.as_bytes();
        if digits.len() != 2 * HASH_BYTES || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(InvalidAuditHead);
        }
        let mut hash = [0; HASH_BYTES];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| InvalidAuditHead)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| InvalidAuditHead)?;
        }
        let seq = seq.parse().map_err(|_| InvalidAuditHead)?;
        Ok(AuditHead { seq, hash })
    }
}

/// What a check of the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// How many entries are in order, from the first on.
    pub entries: u64,
    /// How many of them have no details any more. They were erased for a person's sake, and the log cannot tell
    /// whether they should have been: compare with the erasures among its entries.
    pub erased: u64,
    /// The last entry that is in order.
    pub head: AuditHead,
    /// The first that is not.
    pub fault: Option<AuditFault>,
}

/// Something is wrong with the log, or was done to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditFault {
    /// The entry.
    pub seq: u64,
    /// What is wrong with it.
    pub flaw: AuditFlaw,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditFlaw {
    /// It is not there.
    Missing,
    /// It does not hold the hash of the one before it.
    Unchained,
    /// It does not agree with its own hash.
    Changed,
    /// Its details do not agree with their hash.
    DetailChanged,
    /// It is not the entry that was expected here.
    Unexpected,
    /// It is the last, and the head of the log is another.
    NotTheHead,
}

impl AuditFlaw {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            AuditFlaw::Missing => "missing",
            AuditFlaw::Unchained => "unchained",
            AuditFlaw::Changed => "changed",
            AuditFlaw::DetailChanged => "detail_changed",
            AuditFlaw::Unexpected => "unexpected",
            AuditFlaw::NotTheHead => "not_the_head",
        }
    }
}

impl fmt::Display for AuditFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.flaw {
            AuditFlaw::Missing => "is missing",
            AuditFlaw::Unchained => "does not follow from the entry before it: one of the two was changed",
            AuditFlaw::Changed => "was changed",
            AuditFlaw::DetailChanged => "has details that were changed",
            AuditFlaw::Unexpected => "is not the one that was expected there",
            AuditFlaw::NotTheHead => "is the last, and the head of the log is another",
        };
        write!(f, "entry {} {what}", self.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_reads_back_as_it_is_written() {
        let head = AuditHead {
            seq: 17,
            hash: [0xa5; HASH_BYTES],
        };
        assert_eq!(head.to_string().parse(), Ok(head));
        assert_eq!(head.to_string().to_uppercase().parse(), Ok(head));
        let digits = "5a".repeat(HASH_BYTES);
        for wrong in [
            "",
            "17",
            "17:",
            "17:5a",
            ":",
            "17:zz",
            &digits,
            &format!("-1:{digits}"),
            &format!("1:{digits}0"),
        ] {
            assert_eq!(wrong.parse::<AuditHead>(), Err(InvalidAuditHead), "{wrong}");
        }
        let multibyte = format!("1:{}", "ā".repeat(HASH_BYTES));
        assert_eq!(multibyte.parse::<AuditHead>(), Err(InvalidAuditHead));
    }
}
