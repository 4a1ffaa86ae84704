//! Releases: figures of one period that become public together, at an instant that was told beforehand.
//!
//! A release is planned as a draft; with an instant it is scheduled, and public at that instant. Its figures are
//! provisional at first; then final; and revised when a final figure is changed. Until then they wait on the desk.

mod fault;

pub use fault::{Beforehand, PlanFault, plan_fault};

use crate::indicator::IndicatorCode;
use crate::period::Period;
use crate::status::ObservationStatus;
use crate::text::Text;
use serde::{Deserialize, Serialize};

coded! {
    /// What the figures of a release are.
    ReleaseStage {
        /// Early, and expected to be changed.
        Provisional = "provisional",
        /// As they stay, unless a mistake is found.
        Final = "final",
        /// In the place of final ones.
        Revised = "revised",
    }

    /// Where a release stands.
    ReleaseState {
        /// No instant is set.
        Draft = "draft",
        /// Its instant is to come.
        Scheduled = "scheduled",
        /// The members of the networks read it, and the public does not yet.
        Members = "members",
        /// Everybody reads it.
        Published = "published",
    }
}

/// The longest name of a release, in characters.
pub const LONGEST_NAME: usize = 200;

/// The most indicators of a release.
pub const MOST_INDICATORS: usize = 200;

impl ReleaseStage {
    /// Whether a release of this stage may follow what was released before of the same indicator and period. Figures are
    /// provisional until they are final, and whatever comes after that is a revision.
    pub fn may_follow(self, before: Option<ReleaseStage>) -> bool {
        match before {
            None | Some(ReleaseStage::Provisional) => self != ReleaseStage::Revised,
            Some(ReleaseStage::Final | ReleaseStage::Revised) => self == ReleaseStage::Revised,
        }
    }

    /// The status under which a figure becomes public that was sent with this one. A status that says more than that a
    /// figure is normal or provisional stays.
    pub fn status(self, sent: ObservationStatus) -> ObservationStatus {
        match (self, sent) {
            (ReleaseStage::Provisional, ObservationStatus::Normal) => ObservationStatus::Provisional,
            (ReleaseStage::Final | ReleaseStage::Revised, ObservationStatus::Provisional) => {
                ObservationStatus::Normal
            }
            (_, sent) => sent,
        }
    }
}

/// The instants of a release, in whatever they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleaseTimes<T> {
    /// When it is released; none while that is not set.
    pub release_at: Option<T>,
    /// Until when the members of networks alone read it.
    pub members_until: Option<T>,
    /// When it became public.
    pub published_at: Option<T>,
}

/// When everybody reads what is released then, and read by members of networks alone until then.
pub(crate) fn public_at<T>(release_at: Option<T>, members_until: Option<T>) -> Option<T> {
    let released = release_at?;
    Some(members_until.unwrap_or(released))
}

impl<T: Copy + PartialOrd> ReleaseTimes<T> {
    /// When everybody reads it.
    pub fn public_at(self) -> Option<T> {
        public_at(self.release_at, self.members_until)
    }

    /// Where it stands now.
    pub fn state(self, now: T) -> ReleaseState {
        match (self.published_at, self.release_at) {
            (Some(_), _) => ReleaseState::Published,
            (None, None) => ReleaseState::Draft,
            (None, Some(at)) if at <= now && self.members_until.is_some() => ReleaseState::Members,
            (None, Some(_)) => ReleaseState::Scheduled,
        }
    }
}

/// A release. It tells no figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Release {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The indicators whose figures it makes public.
    pub indicators: Vec<IndicatorCode>,
    /// The period of the figures.
    pub period: Period,
    /// What its figures are.
    pub stage: ReleaseStage,
    /// Where it stands.
    pub state: ReleaseState,
    /// When it is released, to the minute, RFC 3339 in UTC; `null` while that is not set.
    pub release_at: Option<String>,
    /// Until when the members of networks alone read it, RFC 3339 in UTC; `null` when it is public at once.
    pub members_until: Option<String>,
    /// When it became public, RFC 3339 in UTC.
    pub published_at: Option<String>,
    /// The data version in which it became public.
    pub data_version: Option<u64>,
    /// How many figures were held as suspect when it became public, and are not part of it; `null` before.
    pub held_back: Option<u64>,
    /// The number of the version of this plan.
    pub version: u64,
}

impl Release {
    /// When everybody reads it, or did first, RFC 3339 in UTC; none while that is not set.
    pub fn public_at(&self) -> Option<&str> {
        let planned = public_at(self.release_at.as_deref(), self.members_until.as_deref());
        self.published_at.as_deref().or(planned)
    }

    /// Whether it is about an indicator in a period.
    pub fn covers(&self, indicator: &IndicatorCode, period: Period) -> bool {
        self.period == period && self.indicators.contains(indicator)
    }
}

/// The release of an indicator and period that was planned last.
pub fn latest<'a>(releases: &'a [Release], indicator: &IndicatorCode, period: Period) -> Option<&'a Release> {
    let of_it = releases.iter().filter(|one| one.covers(indicator, period));
    // Ids are in the order of their planning.
    of_it.max_by(|a, b| a.id.cmp(&b.id))
}

/// The plan of a release, as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanRelease {
    /// What it is called: 1 to 200 characters in each language.
    pub name: Text,
    /// The indicators whose figures it makes public.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub indicators: Vec<IndicatorCode>,
    /// The period of the figures.
    pub period: Period,
    /// What its figures are.
    pub stage: ReleaseStage,
    /// When it is released: a whole minute that is to come, RFC 3339; `null` or left out while that is not set.
    #[serde(default)]
    pub release_at: Option<String>,
    /// Until when the members of networks alone read it: a whole minute after `release_at`, RFC 3339; `null` or left out
    /// when it is public at once.
    #[serde(default)]
    pub members_until: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_provisional_then_final_and_revised_after_that() {
        use ReleaseStage::{Final, Provisional, Revised};
        for (before, next) in [
            (None, [true, true, false]),
            (Some(Provisional), [true, true, false]),
            (Some(Final), [false, false, true]),
            (Some(Revised), [false, false, true]),
        ] {
            let may = [Provisional, Final, Revised].map(|stage| stage.may_follow(before));
            assert_eq!(may, next, "after {before:?}");
        }
    }

    #[test]
    fn a_stage_says_no_less_than_what_was_sent() {
        use ObservationStatus::{Estimated, Missing, Normal, Provisional};
        let of =
            |stage: ReleaseStage| [Normal, Provisional, Estimated, Missing].map(|sent| stage.status(sent));
        assert_eq!(
            of(ReleaseStage::Provisional),
            [Provisional, Provisional, Estimated, Missing]
        );
        for stage in [ReleaseStage::Final, ReleaseStage::Revised] {
            assert_eq!(of(stage), [Normal, Normal, Estimated, Missing]);
        }
    }

    #[test]
    fn members_read_first_until_the_public_does() {
        let times = |release_at, members_until, published_at| ReleaseTimes {
            release_at,
            members_until,
            published_at,
        };
        let draft = times(None, None, None);
        assert_eq!((draft.state(5), draft.public_at()), (ReleaseState::Draft, None));
        let plain = times(Some(10), None, None);
        assert_eq!(
            (plain.state(9), plain.public_at()),
            (ReleaseState::Scheduled, Some(10))
        );
        assert_eq!(
            plain.state(10),
            ReleaseState::Scheduled,
            "it is public once it was published"
        );
        let first = times(Some(10), Some(20), None);
        assert_eq!(first.public_at(), Some(20));
        assert_eq!(
            [9, 10, 19].map(|now| first.state(now)),
            [
                ReleaseState::Scheduled,
                ReleaseState::Members,
                ReleaseState::Members,
            ]
        );
        assert_eq!(
            times(Some(10), Some(20), Some(20)).state(20),
            ReleaseState::Published
        );
    }
}
