//! Figures that nobody would doubt, for tests of what somebody should.

/// A figure of an area, by its place in a list, in a year: areas differ, and grow together, each with a little of its own.
/// The same for the same arguments.
pub fn honest(area: usize, year: u16) -> f64 {
    let mut seed = (area as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(year);
    seed = seed.wrapping_mul(0x94D0_49BB_1331_11EB);
    seed ^= seed >> 31;
    seed = seed.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    seed ^= seed >> 29;
    let own = (seed % 1000) as f64 / 1000.0 - 0.5;
    let level = 300.0 * 1.02_f64.powi(area as i32);
    (level * 1.03_f64.powi(i32::from(year) - 2009) * (1.0 + 0.06 * own) * 100.0).round() / 100.0
}
