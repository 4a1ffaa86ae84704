//! Random bytes of the system: the one place that draws them.

use rand::TryRng;
use rand::rngs::{SysError, SysRng};

/// The system gives no randomness. Nothing that should be secret can be made then.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no randomness")]
pub struct NoRandomness(#[source] SysError);

/// Random bytes, fit for keys and secrets.
///
/// # Errors
/// When the system has none.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}
