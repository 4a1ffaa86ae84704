//! Recovery codes: each stands in for the authenticator once.

use super::base32;
use std::fmt;

/// How many recovery codes a person gets at a time.
pub const RECOVERY_CODES: usize = 10;

/// The random bytes of a recovery code: 80 bits, which nobody guesses.
pub const RECOVERY_CODE_BYTES: usize = 10;

/// The letters of a group.
const GROUP: usize = 4;

/// A recovery code. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode([u8; RECOVERY_CODE_BYTES]);

impl RecoveryCode {
    /// A code of random bytes.
    pub fn of(bytes: [u8; RECOVERY_CODE_BYTES]) -> RecoveryCode {
        RecoveryCode(bytes)
    }

    /// Reads a code without its hyphens, in any case.
    pub(super) fn parse(bare: &str) -> Option<RecoveryCode> {
        base32::decode(bare)?.try_into().ok().map(RecoveryCode)
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; RECOVERY_CODE_BYTES] {
        &self.0
    }

    /// The code as it is shown to its owner: four groups of four letters.
    pub fn shown(&self) -> String {
        let letters: Vec<char> = base32::encode(&self.0).chars().collect();
        let groups: Vec<String> = letters
            .chunks(GROUP)
            .map(|group| group.iter().collect())
            .collect();
        groups.join("-")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}
