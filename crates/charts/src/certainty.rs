//! Uncertain looks uncertain: which of three looks a value's status gives it.

use blis_domain::status::ObservationStatus;

/// How sure a value is, as far as a chart shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Certainty {
    /// Painted full.
    Firm,
    /// Painted hollow: it may still be corrected.
    Provisional,
    /// Painted dashed: somebody reckoned it.
    Estimated,
}

impl Certainty {
    /// The look of a status. Statuses that qualify a value in another way keep it firm; the card names them.
    pub(crate) fn of(status: ObservationStatus) -> Certainty {
        match status {
            ObservationStatus::Provisional | ObservationStatus::Unvalidated => Certainty::Provisional,
            ObservationStatus::Estimated | ObservationStatus::Imputed | ObservationStatus::Forecast => {
                Certainty::Estimated
            }
            _ => Certainty::Firm,
        }
    }

    /// The status that names the look in a key.
    pub(crate) fn named_by(self) -> ObservationStatus {
        match self {
            Certainty::Firm => ObservationStatus::Normal,
            Certainty::Provisional => ObservationStatus::Provisional,
            Certainty::Estimated => ObservationStatus::Estimated,
        }
    }
}
