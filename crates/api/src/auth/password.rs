//! Passwords: Argon2id (RFC 9106) with the parameters that OWASP asks for at least.

use crate::web::problem::ApiError;
pub(crate) use crate::web::turns::Turn;
use crate::web::turns::Turns;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use blis_domain::password::{NewPassword, normalised};

/// Memory a hash takes, in KiB.
const MEMORY_KIB: u32 = 19_456;

/// How often it goes over the memory.
const PASSES: u32 = 2;

/// What a hash takes to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PasswordCost {
    /// As much as a guesser shall pay.
    #[default]
    Full,
    /// As little as can be: for tests, which sign in by the thousand.
    Least,
}

/// How many may wait for their turn; who comes later is asked to try again.
const MOST_WAITING: usize = 64;

/// Makes and checks the hashes of passwords, as many at a time as there are cores: each takes memory and a core. Whoever
/// wants one waits for a [`Turn`], off the threads that everybody else's reads need.
pub(crate) struct Passwords {
    argon2: Argon2<'static>,
    /// A hash of nobody's password, so that an account that is not there takes as long as one that is.
    nobodys: String,
    turns: Turns,
}

impl Passwords {
    /// The maker of hashes.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub(crate) fn new(cost: PasswordCost) -> std::io::Result<Passwords> {
        let (memory, passes) = match cost {
            PasswordCost::Full => (MEMORY_KIB, PASSES),
            PasswordCost::Least => (Params::MIN_M_COST, Params::MIN_T_COST),
        };
        let params = Params::new(memory, passes, 1, None).map_err(std::io::Error::other)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobodys = argon2
            .hash_password(b"nobody signs in with this")
            .map_err(std::io::Error::other)?
            .to_string();
        Ok(Passwords {
            argon2,
            nobodys,
            turns: Turns::new(MOST_WAITING),
        })
    }

    /// Waits for one's turn.
    pub(crate) async fn turn(&self) -> Result<Turn, ApiError> {
        self.turns.turn().await
    }

    /// What is kept of a password.
    pub(crate) fn hash(&self, _: &Turn, password: &NewPassword) -> Result<String, ApiError> {
        let hash = self.argon2.hash_password(password.as_str().as_bytes());
        hash.map(|hash| hash.to_string()).map_err(ApiError::internal)
    }

    /// Whether a password is the one kept. Without one kept the answer is no, after the same work.
    pub(crate) fn is_right(&self, _: &Turn, kept: Option<&str>, typed: &str) -> bool {
        let typed = normalised(typed);
        let hash = kept.unwrap_or(&self.nobodys);
        let same = self.argon2.verify_password(typed.as_bytes(), hash).is_ok();
        same & kept.is_some()
    }
}

/// What is kept of a password: for whoever adds people past the server.
///
/// # Errors
/// When the system gives no randomness.
pub fn hash(password: &NewPassword, cost: PasswordCost) -> std::io::Result<String> {
    Passwords::new(cost)?
        .argon2
        .hash_password(password.as_str().as_bytes())
        .map(|hash| hash.to_string())
        .map_err(std::io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_is_right_however_it_is_typed() {
        let passwords = Passwords::new(PasswordCost::Least).unwrap();
        let turn = Turn::free();
        let email = "anna@saldus.lv".parse().unwrap();
        let new = NewPassword::check("zāles kalnā rīts", &email, None).unwrap();
        let kept = passwords.hash(&turn, &new).unwrap();
        let is_right = |typed: &str| passwords.is_right(&turn, Some(&kept), typed);
        assert!(kept.starts_with("$argon2id$v=19$"), "{kept}");
        assert!(is_right("zāles kalnā rīts"));
        assert!(
            is_right("za\u{304}les kalna\u{304} ri\u{304}ts"),
            "one letter, two ways"
        );
        assert!(!is_right("zāles kalnā rīt"));
        assert!(
            !passwords.is_right(&turn, None, "nobody signs in with this"),
            "not even with nobody's own"
        );
    }

    #[test]
    fn the_full_cost_is_what_is_asked_for_at_least() {
        let passwords = Passwords::new(PasswordCost::Full).unwrap();
        assert!(
            passwords.nobodys.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "OWASP, 2023"
        );
    }
}
