//! The status of an observation, in the letters of SDMX's CL_OBS_STATUS.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! statuses {
    ($($(#[$doc:meta])* $name:ident = $letter:literal, $has_value:literal;)*) => {
        /// What is known about a value besides its number (SDMX CL_OBS_STATUS 2.2).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ObservationStatus { $($(#[$doc])* #[serde(rename = $letter)] $name,)* }

        impl ObservationStatus {
            /// Every status of the code list that BLIS reads.
            pub const ALL: &'static [ObservationStatus] = &[$(ObservationStatus::$name),*];

            /// The letter of the code list.
            pub fn letter(self) -> &'static str {
                match self { $(ObservationStatus::$name => $letter,)* }
            }

            /// Whether a number belongs to it; the others say why there is none.
            pub fn has_value(self) -> bool {
                match self { $(ObservationStatus::$name => $has_value,)* }
            }
        }
    };
}

statuses! {
    /// Normal.
    Normal = "A", true;
    /// The series breaks here.
    Break = "B", true;
    /// The definition differs.
    DefinitionDiffers = "D", true;
    /// Estimated.
    Estimated = "E", true;
    /// Forecast.
    Forecast = "F", true;
    /// Experimental.
    Experimental = "G", true;
    /// Missing: holiday or weekend.
    MissingHoliday = "H", false;
    /// Imputed by the receiver.
    Imputed = "I", true;
    /// Derogation.
    Derogation = "J", true;
    /// Included in another category.
    IncludedElsewhere = "K", false;
    /// Exists but was not collected.
    NotCollected = "L", false;
    /// Cannot exist.
    CannotExist = "M", false;
    /// Not significant.
    NotSignificant = "N", true;
    /// Missing; also: not available yet.
    Missing = "O", false;
    /// Provisional.
    Provisional = "P", true;
    /// Missing: suppressed.
    Suppressed = "Q", false;
    /// A strike or another special event.
    SpecialEvent = "S", true;
    /// Low reliability.
    LowReliability = "U", true;
    /// Not validated.
    Unvalidated = "V", true;
    /// Includes another category.
    IncludesOther = "W", true;
}

impl ObservationStatus {
    /// Whether it tells something of what a figure is computed from although there is no figure: that one of them is zero.
    pub fn tells_of_inputs(self) -> bool {
        self == ObservationStatus::CannotExist
    }

    /// Whether a number with it may carry a finding by itself: a strength, a concern, a question, a change. What is
    /// provisional, estimated or explained by an event may, and is marked; what is a forecast, filled in, unreliable, not
    /// validated or not significant, or was counted by another definition, is not held up to anybody.
    pub fn carries_finding(self) -> bool {
        use ObservationStatus as S;
        self.has_value()
            && !matches!(
                self,
                S::DefinitionDiffers
                    | S::Forecast
                    | S::Experimental
                    | S::Imputed
                    | S::NotSignificant
                    | S::LowReliability
                    | S::Unvalidated
                    | S::IncludesOther
            )
    }

    /// The status of a figure computed from others: the gravest of theirs; `None` of none.
    ///
    /// A status without a value outweighs every one with a value, and among those without, the one that
    /// must not be lost comes first: what is suppressed stays suppressed. With values, doubt outweighs what
    /// will merely be revised: not validated, low reliability, forecast, imputed, estimated, provisional,
    /// experimental, then the remarks on meaning, and normal last.
    ///
    /// ```
    /// # use blis_domain::status::ObservationStatus::{self, Estimated, Normal, Provisional};
    /// assert_eq!(ObservationStatus::worst([Normal, Estimated, Provisional].into_iter()), Some(Estimated));
    /// ```
    pub fn worst(statuses: impl Iterator<Item = ObservationStatus>) -> Option<ObservationStatus> {
        use ObservationStatus as S;
        const GRAVEST_FIRST: [ObservationStatus; 20] = [
            S::Suppressed,
            S::CannotExist,
            S::NotCollected,
            S::IncludedElsewhere,
            S::Missing,
            S::MissingHoliday,
            S::Unvalidated,
            S::LowReliability,
            S::Forecast,
            S::Imputed,
            S::Estimated,
            S::Provisional,
            S::Experimental,
            S::DefinitionDiffers,
            S::IncludesOther,
            S::Derogation,
            S::SpecialEvent,
            S::NotSignificant,
            S::Break,
            S::Normal,
        ];
        statuses.min_by_key(|status| GRAVEST_FIRST.iter().position(|one| one == status))
    }
}

impl fmt::Display for ObservationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letter())
    }
}

/// The text is not a letter of CL_OBS_STATUS.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an observation status of SDMX CL_OBS_STATUS")]
pub struct InvalidStatus(pub String);

impl FromStr for ObservationStatus {
    type Err = InvalidStatus;

    /// Reads a letter in either case.
    fn from_str(text: &str) -> Result<ObservationStatus, InvalidStatus> {
        let letter = text.trim();
        ObservationStatus::ALL
            .iter()
            .copied()
            .find(|status| status.letter().eq_ignore_ascii_case(letter))
            .ok_or_else(|| InvalidStatus(text.chars().take(40).collect()))
    }
}

/// Why a value is missing, in the words of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MissingReason {
    /// Not received yet.
    NotAvailable,
    /// It exists, but nobody collected it.
    NotCollected,
    /// There is nothing to observe.
    CannotExist,
    /// Too few cases to show, or confidential.
    Suppressed,
    /// Counted with another category.
    IncludedElsewhere,
    /// Its sender took it back.
    Withdrawn,
}

impl MissingReason {
    /// Every reason.
    pub const ALL: [MissingReason; 6] = [
        MissingReason::NotAvailable,
        MissingReason::NotCollected,
        MissingReason::CannotExist,
        MissingReason::Suppressed,
        MissingReason::IncludedElsewhere,
        MissingReason::Withdrawn,
    ];

    /// The reason behind a status without a value. That a value was withdrawn is no status: [`crate::series::Cell`] has it.
    pub fn of(status: ObservationStatus) -> MissingReason {
        match status {
            ObservationStatus::NotCollected => MissingReason::NotCollected,
            ObservationStatus::CannotExist => MissingReason::CannotExist,
            ObservationStatus::Suppressed => MissingReason::Suppressed,
            ObservationStatus::IncludedElsewhere => MissingReason::IncludedElsewhere,
            _ => MissingReason::NotAvailable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_its_place_among_the_grave_ones() {
        for status in ObservationStatus::ALL {
            let with_normal = [*status, ObservationStatus::Normal].into_iter();
            assert_eq!(
                ObservationStatus::worst(with_normal),
                Some(*status),
                "nothing is less grave than normal, so {status} must outweigh it"
            );
        }
    }

    #[test]
    fn no_value_outweighs_any_doubt() {
        for grave in ObservationStatus::ALL.iter().filter(|one| !one.has_value()) {
            for light in ObservationStatus::ALL.iter().filter(|one| one.has_value()) {
                assert_eq!(
                    ObservationStatus::worst([*light, *grave].into_iter()),
                    Some(*grave)
                );
            }
        }
    }
}
