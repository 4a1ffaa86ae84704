//! Whether the number of a value may be shown, in the letters of SDMX's CL_CONF_STATUS.

use serde::{Deserialize, Serialize};

coded! {
    /// Whether a number may be shown, and why not (SDMX CL_CONF_STATUS).
    ConfStatus {
        /// Free: anybody may see it.
        Free = "F",
        /// Not for publication.
        NotForPublication = "N",
        /// Confidential.
        Confidential = "C",
        /// Hidden because it would reveal another, by BLIS or by the sender.
        Secondary = "D",
        /// Hidden because it would reveal another, by the receiver of the sender's data.
        SecondaryByReceiver = "S",
        /// Too few cases.
        SmallCount = "A",
        /// One unit dominates.
        OneDominates = "O",
        /// Two units dominate.
        TwoDominate = "T",
        /// One or two units dominate.
        OneOrTwoDominate = "G",
        /// Concentrated in another way.
        Concentrated = "M",
        /// Under embargo.
        Embargoed = "E",
        /// A military secret.
        Military = "X",
    }
}

impl ConfStatus {
    /// Whether anybody may see the number.
    pub fn is_free(self) -> bool {
        self == ConfStatus::Free
    }

    /// The one of a letter in either case.
    pub fn of_letter(letter: &str) -> Option<ConfStatus> {
        ConfStatus::from_code(&letter.trim().to_ascii_uppercase())
    }
}
