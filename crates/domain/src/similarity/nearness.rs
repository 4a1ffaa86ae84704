//! Whether the nearest are near at all.
//!
//! A list of the most similar always has somebody on it, also for an area that is like nobody. So each distance is held
//! against what is usual among these areas: the distances from every area to the one nearest to it. A neighbour is near
//! when it is no farther than the upper fence of that distribution, the third quartile and one and a half times the
//! distance between the quartiles (J. W. Tukey, "Exploratory Data Analysis", 1977, chapter 2). The quartiles hardly
//! notice the areas that are like nobody, so a few of those do not make everybody else look near.
//!
//! The fence is one for all areas and does not depend on who asks, and multiplying all weights changes nothing. On the
//! figures of RAIM of 2012 it lets three pilots of 44 stand alone, and half of them have seven near ones
//! (`similarity/published.rs`). A reader who weighs the variables anew gets the fence of those weights.

use super::Likeness;
use crate::area::AreaCode;
use crate::statistics::spread;
use serde::{Deserialize, Serialize};

/// Fewer areas than this make no quartiles worth naming (as for [`crate::compare::FEWEST_FOR_BANDS`]).
pub const FEWEST_FOR_NEARNESS: usize = crate::compare::FEWEST_FOR_BANDS;

/// How many times the distance between the quartiles lies between the third one and the fence.
const FENCE: f64 = 1.5;

/// Up to where a neighbour is near, and what follows it from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NearLimit {
    /// How many areas have somebody nearest to them.
    pub areas: u32,
    /// First quartile of the distances to the nearest (Hyndman–Fan type 7).
    pub q1: f64,
    /// Their median.
    pub median: f64,
    /// Third quartile.
    pub q3: f64,
    /// The greatest distance that is near: `q3 + 1.5 × (q3 − q1)`.
    pub limit: f64,
}

/// Why nothing is said of nearness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NearnessReason {
    /// The area can be compared with nobody: it lacks the variables.
    NobodyCompared,
    /// Fewer than 8 areas have somebody nearest to them.
    TooFewAreas,
    /// The first and the third quartile are equal.
    NoSpread,
}

/// Whether the nearest of an area are near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NearnessOutcome {
    /// All of the list are.
    Near,
    /// The first ones are, and the rest of the list is not.
    PartlyNear,
    /// Not even the nearest is: the area has no true peer.
    NoTruePeer,
    /// It cannot be said.
    Unsaid,
}

/// Whether the `k` nearest of an area are near at all.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Nearness {
    /// What is said of them.
    pub outcome: NearnessOutcome,
    /// How many of the list are near: the first so many; 0 where nothing can be said.
    pub near: u32,
    /// How many are on the list.
    pub of: u32,
    /// The distance of the last one of the list; `null` where nobody is on it.
    pub farthest: Option<f64>,
    /// Up to where a neighbour is near; `null` where that cannot be said.
    pub limit: Option<NearLimit>,
    /// Why nothing is said; `null` where something is.
    pub reason: Option<NearnessReason>,
}

impl Nearness {
    /// Whether a distance is near; `None` where that cannot be said.
    pub fn is_near(&self, distance: f64) -> Option<bool> {
        self.limit.map(|limit| distance <= limit.limit)
    }
}

/// Up to where a neighbour is near among areas with these distances to their nearest.
///
/// # Errors
/// When there are too few of them, or they do not differ.
pub fn near_limit(nearest_distances: &[f64]) -> Result<NearLimit, NearnessReason> {
    if nearest_distances.len() < FEWEST_FOR_NEARNESS {
        return Err(NearnessReason::TooFewAreas);
    }
    let spread = spread(nearest_distances).ok_or(NearnessReason::TooFewAreas)?;
    if spread.q1 == spread.q3 {
        return Err(NearnessReason::NoSpread);
    }
    Ok(NearLimit {
        areas: nearest_distances.len() as u32,
        q1: spread.q1,
        median: spread.median,
        q3: spread.q3,
        limit: spread.q3 + FENCE * (spread.q3 - spread.q1),
    })
}

impl Likeness {
    /// Whether the `k` nearest of `own` are near at all.
    pub fn nearness(&self, own: &AreaCode, k: usize) -> Nearness {
        let mut distances: Vec<f64> = self.nearest(own).iter().map(|pair| pair.distance).collect();
        distances.truncate(k);
        let farthest = distances.last().copied();
        let limit = match farthest {
            None => Err(NearnessReason::NobodyCompared),
            Some(_) => near_limit(&self.nearest_distances()),
        };
        let of = distances.len() as u32;
        match limit {
            Err(reason) => Nearness {
                outcome: NearnessOutcome::Unsaid,
                near: 0,
                of,
                farthest,
                limit: None,
                reason: Some(reason),
            },
            Ok(limit) => {
                let near = distances
                    .iter()
                    .filter(|distance| **distance <= limit.limit)
                    .count() as u32;
                Nearness {
                    outcome: match near {
                        0 => NearnessOutcome::NoTruePeer,
                        all if all == of => NearnessOutcome::Near,
                        _ => NearnessOutcome::PartlyNear,
                    },
                    near,
                    of,
                    farthest,
                    limit: Some(limit),
                    reason: None,
                }
            }
        }
    }
}
