//! What decides. Each number is named after the suspicion in whose sentence it stands.

/// So many municipalities must have both figures for their median change to count.
pub(super) const FEWEST_PEERS: usize = 8;
/// Half of the changes further than this from their median: then the others explain nothing (×2).
pub(super) const WIDEST_CHANGES: f64 = std::f64::consts::LN_2;
/// Periods, and changes of a series, that are looked back upon.
pub(super) const MEMORY: usize = 12;
/// The MAD of normal data times this is their standard deviation.
pub(super) const MAD_TO_DEVIATION: f64 = 1.4826;

/// **jump**: at least so many other figures of its own. With two, the doubled figures of one municipality in RAIM's
/// export for 2011 are found; with three they pass, and the return in 2012 is accused.
pub(super) const FEWEST_FOR_JUMP: usize = 2;
/// **jump**: so many standard deviations.
pub(super) const DEVIATIONS: f64 = 4.0;
/// **jump**: never less than this (×1.5).
pub(super) const LEAST_JUMP: f64 = 0.405_465_108_108_164_4;
/// **jump** to zero: reckoned as this (÷20), because zero has no logarithm.
pub(super) const FALL_TO_ZERO: f64 = 2.995_732_273_553_991;
/// Chance alone moves the root of a count by ½, whatever its size, and so the difference of two roots by 1/√2
/// (Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35 (1948) 246–254):
/// four times that is never suspect. A municipality with three clients may have thirteen next year, not three
/// hundred.
pub(super) const CHANCE: f64 = 2.0 * std::f64::consts::SQRT_2;
/// What Anscombe adds to a count before taking its root.
pub(super) const CHANCE_SHIFT: f64 = 0.375;
/// **jump**: percentage points that are never a jump.
pub(super) const POINTS: f64 = 2.0;

/// **unit_slip**: how near to a power of ten, in powers of ten (×0.71 to ×1.41).
pub(super) const NEAR_POWER: f64 = 0.15;
/// **whole_column**: the same for the median of all (×0.5 to ×2), which may have changed honestly besides.
pub(super) const NEAR_POWER_OF_COLUMN: f64 = 0.3;
/// **unit_slip**, **whole_column**: the greatest power, a thousand.
pub(super) const GREATEST_POWER: i32 = 3;
/// **unit_slip**: a series that ever moved by more than this may do so again (×3).
pub(super) const STEADY: f64 = 1.098_612_288_668_109_8;
/// **whole_column**: the same for the median of all (×2).
pub(super) const STEADY_COLUMN: f64 = std::f64::consts::LN_2;

/// **sign_slip**: at least so many other figures of its own; the indicator itself has one sign.
pub(super) const FEWEST_FOR_SIGN: usize = 1;
/// **sign_slip**: the size fits within this (×2).
pub(super) const SAME_SIZE: f64 = std::f64::consts::LN_2;
/// An indicator has one sign when at least this share of its figures has it.
pub(super) const ONE_SIGN: f64 = 0.98;

/// **unlike_others**: at least so many others.
pub(super) const FEWEST_OTHERS: usize = 20;
/// **unlike_others**: so many interquartile ranges beyond a quartile.
pub(super) const FAR_OUT: f64 = 3.0;
/// **unlike_others**: never nearer than this (×10).
pub(super) const LEAST_FAR: f64 = std::f64::consts::LN_10;

/// **swapped_area**, **swapped_indicator**: each value fits the other's expectation within this (×1.2).
pub(super) const FITS: f64 = 0.182_321_556_793_954_6;
