//! Whether the sealing key is the one of the database: a server that starts with another one would refuse every
//! one-time code as a failure of its own, and would seal new secrets beside those that nobody can read.

use super::sealing::{Purpose, SealingError, SealingKey};
use blis_domain::person::PersonId;
use blis_store::{Store, StoreError};
use std::path::{Path, PathBuf};

/// Why a server does not start with a sealing key.
#[derive(Debug, thiserror::Error)]
pub enum SealingKeyError {
    /// The file is at fault.
    #[error(transparent)]
    Key(#[from] SealingError),
    /// The database cannot be read.
    #[error("cannot read the sealed secrets of the database")]
    Store(#[from] StoreError),
    /// There is no file, and the database has secrets that were sealed.
    #[error(
        "there is no sealing key at {path}, and the one-time codes of {lost} people were sealed with one: {}",
        what_to_do(*.lost)
    )]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
        /// How many people have such codes.
        lost: usize,
    },
    /// It is the key of another database.
    #[error(
        "the sealing key {path} is not the one that the one-time codes of {lost} people were sealed with: {}",
        what_to_do(*.lost)
    )]
    Another {
        /// The file.
        path: PathBuf,
        /// How many people have codes that it does not open.
        lost: usize,
    },
}

fn what_to_do(lost: usize) -> String {
    format!(
        "put the right key there, from the copy that is kept apart. If there is none any more, \
         `blis user remove-codes --lost {lost}` takes these codes away, and these people sign in with the password \
         alone until they set up new ones"
    )
}

impl SealingKey {
    /// The key of a file, if it opens what is sealed in the database; a new one, readable by its owner alone, when there
    /// is no file and nothing sealed.
    ///
    /// # Errors
    /// When the file cannot be read or written or holds something else, when the database cannot be read, or when
    /// something in it was sealed with another key.
    pub fn of_database(store: &Store, path: &Path) -> Result<SealingKey, SealingKeyError> {
        let found = SealingKey::load(path)?;
        let lost = lost_secrets(store, found.as_ref())?.len();
        let path = || path.to_owned();
        match found {
            Some(key) if lost == 0 => Ok(key),
            Some(_) => Err(SealingKeyError::Another { path: path(), lost }),
            None if lost == 0 => Ok(SealingKey::load_or_create(&path())?),
            None => Err(SealingKeyError::Missing { path: path(), lost }),
        }
    }
}

/// The people with a secret of one-time codes that this key does not open; all who have one, where there is no key.
///
/// # Errors
/// When the database cannot be read.
pub fn lost_secrets(store: &Store, key: Option<&SealingKey>) -> Result<Vec<PersonId>, StoreError> {
    let opens = |person: &PersonId, sealed: &[u8]| {
        key.is_some_and(|key| key.open(Purpose::SecondFactor, person.as_str(), sealed).is_ok())
    };
    let mut lost: Vec<PersonId> = store
        .sealed_secrets()?
        .into_iter()
        .filter(|(person, sealed)| !opens(person, sealed))
        .map(|(person, _)| person)
        .collect();
    // One that holds and one that waits are of one person, and stand together.
    lost.dedup();
    Ok(lost)
}
