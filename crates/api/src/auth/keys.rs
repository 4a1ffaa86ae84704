//! The keys that sign access tokens, over time: one file, and a folder beside it with those that came later.
//!
//! A key says by the name of its file when it was made, and everything else follows from that and the clock. So servers
//! on one folder agree without a word: a new key is published at once, signs an hour later, when whoever keeps the
//! published keys has it, and when another has taken over it still verifies until its last token has ended.

use super::signing::{PublicKey, SigningKey, SigningKeyError};
use super::verifier::LIFETIME_SECONDS;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::{fs, io};
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{Duration, OffsetDateTime, PrimitiveDateTime};

/// How long a key is published before it signs.
const LEAD: Duration = Duration::hours(1);

/// How far the clocks of servers on one folder may be apart.
const LEEWAY: Duration = Duration::minutes(1);

/// How often the folder is looked through.
const LOOK_EVERY: Duration = Duration::minutes(1);

/// How long the file of a key lies there after nobody asks for it any more.
const KEPT: Duration = Duration::days(1);

/// The folder, beside the file.
const FOLDER: &str = "signing-keys";

/// How the name of a file begins.
const MADE: &[BorrowedFormatItem<'_>] = format_description!("[year][month][day]T[hour][minute][second]Z");

/// The keys of a server. Looks for others by itself, once a minute.
pub struct SigningKeys {
    file: PathBuf,
    looked: RwLock<Looked>,
}

struct Looked {
    keys: Arc<KeySet>,
    at: Option<OffsetDateTime>,
}

/// The keys that were there at the last look, the oldest first; never empty.
pub(crate) struct KeySet(Vec<DatedKey>);

struct DatedKey {
    key: SigningKey,
    file: PathBuf,
    /// When it was made; the key of the file was there before all others.
    made_at: Option<OffsetDateTime>,
}

/// What a key does at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// It is published, and will sign.
    Next,
    /// It signs.
    Signs,
    /// Another signs; it verifies the tokens that it signed.
    Verifies,
    /// Its last token has ended. It is not published any more.
    Ended,
}

/// A key, as those who run the server see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyListed {
    /// Its id, as tokens name it.
    pub kid: String,
    /// Where it is.
    pub file: PathBuf,
    /// What it does now.
    pub state: KeyState,
    /// From when on it signs; the key of the first file always did.
    pub signs_from: Option<OffsetDateTime>,
    /// Until when it verifies, where another follows it.
    pub verifies_until: Option<OffsetDateTime>,
}

impl SigningKeys {
    /// The key of a file and those in the folder beside it; the file is made when there is no key at all.
    ///
    /// # Errors
    /// When a file cannot be read or written, or holds something else.
    pub fn open(file: &Path) -> Result<SigningKeys, SigningKeyError> {
        // Told of once, and not at every look.
        for stranger in Folder::read(&folder(file))?.others {
            tracing::warn!(
                file = %stranger.display(),
                "this is no signing key by its name, and is left alone; a key's begins like 20261120T120000Z"
            );
        }
        let keys = match KeySet::read(file)? {
            Some(keys) => keys,
            None => KeySet::of(file, SigningKey::load_or_create(file)?),
        };
        Ok(SigningKeys {
            file: file.to_owned(),
            looked: RwLock::new(Looked {
                keys: Arc::new(keys),
                at: None,
            }),
        })
    }

    /// Makes a key that will sign in an hour, and clears away those that ended long ago. Servers see it within a minute.
    ///
    /// # Errors
    /// As for [`SigningKeys::open`].
    pub fn rotate(file: &Path, now: OffsetDateTime) -> Result<KeyListed, SigningKeyError> {
        if KeySet::read(file)?.is_none() {
            SigningKey::load_or_create(file)?;
        }
        let made = now
            .format(MADE)
            .map_err(|source| SigningKeyError::Clock { source })?;
        let new = SigningKey::create_in(&folder(file), &made)?;
        let listed = SigningKeys::list(file, now)?;
        for old in &listed {
            let long_ended = old.verifies_until.is_some_and(|until| until + KEPT < now);
            if long_ended && old.file != file {
                fs::remove_file(&old.file).map_err(|source| SigningKeyError::Write {
                    path: old.file.clone(),
                    source,
                })?;
            }
        }
        let kid = &new.public().kid;
        let found = listed.into_iter().find(|one| one.kid == *kid);
        found.ok_or_else(|| SigningKeyError::Read {
            path: folder(file),
            source: io::ErrorKind::NotFound.into(),
        })
    }

    /// The keys there are, the oldest first.
    ///
    /// # Errors
    /// When a file cannot be read or holds something else.
    pub fn list(file: &Path, now: OffsetDateTime) -> Result<Vec<KeyListed>, SigningKeyError> {
        Ok(KeySet::read(file)?.map_or(Vec::new(), |keys| keys.listed(now)))
    }

    /// The keys there are now.
    pub(crate) fn at(&self, now: OffsetDateTime) -> Arc<KeySet> {
        let due = |looked: &Looked| looked.at.is_none_or(|at| (now - at).abs() >= LOOK_EVERY);
        {
            let looked = self.looked.read().unwrap_or_else(PoisonError::into_inner);
            if !due(&looked) {
                return Arc::clone(&looked.keys);
            }
        }
        {
            let mut looked = self.looked.write().unwrap_or_else(PoisonError::into_inner);
            if !due(&looked) {
                return Arc::clone(&looked.keys);
            }
            // One looks; others go on with what is known meanwhile.
            looked.at = Some(now);
        }
        let read = KeySet::read(&self.file);
        let mut looked = self.looked.write().unwrap_or_else(PoisonError::into_inner);
        match read {
            Ok(Some(keys)) => looked.keys = Arc::new(keys),
            Ok(None) => tracing::error!("no signing key is left; the server goes on with those it has"),
            Err(error) => tracing::error!(
                error = error.with_cause(),
                "the signing keys cannot be read; the server goes on with those it has"
            ),
        }
        Arc::clone(&looked.keys)
    }
}

impl KeySet {
    fn of(file: &Path, key: SigningKey) -> KeySet {
        KeySet(vec![DatedKey {
            key,
            file: file.to_owned(),
            made_at: None,
        }])
    }

    /// Reads the file and the folder; nothing when there is no key at all.
    fn read(file: &Path) -> Result<Option<KeySet>, SigningKeyError> {
        let mut keys = match SigningKey::load(file)? {
            Some(key) => KeySet::of(file, key).0,
            None => Vec::new(),
        };
        for (path, made_at) in Folder::read(&folder(file))?.keys {
            // Between the list and here it may have been cleared away.
            if let Some(key) = SigningKey::load(&path)? {
                keys.push(DatedKey {
                    key,
                    file: path,
                    made_at: Some(made_at),
                });
            }
        }
        // The names sort as the moments do; the rest of the name decides between two of one second.
        keys.sort_by(|one, other| (one.made_at, &one.file).cmp(&(other.made_at, &other.file)));
        Ok((!keys.is_empty()).then_some(KeySet(keys)))
    }

    /// The key that signs.
    pub(crate) fn signer(&self, now: OffsetDateTime) -> &SigningKey {
        &self.0[self.signer_place(now)].key
    }

    /// The key of an id, where it verifies still.
    pub(crate) fn find(&self, kid: &str, now: OffsetDateTime) -> Option<&SigningKey> {
        self.published(now).find(|key| key.public().kid == kid)
    }

    /// What is published: what verifies or will.
    pub(crate) fn public(&self, now: OffsetDateTime) -> Vec<PublicKey> {
        self.published(now).map(|key| key.public().clone()).collect()
    }

    fn published(&self, now: OffsetDateTime) -> impl Iterator<Item = &SigningKey> {
        let all = self.0.iter().enumerate();
        let open = all.filter(move |(place, _)| self.state(*place, now) != KeyState::Ended);
        open.map(|(_, dated)| &dated.key)
    }

    fn listed(&self, now: OffsetDateTime) -> Vec<KeyListed> {
        let all = self.0.iter().enumerate();
        all.map(|(place, dated)| KeyListed {
            kid: dated.key.public().kid.clone(),
            file: dated.file.clone(),
            state: self.state(place, now),
            signs_from: dated.signs_from(),
            verifies_until: self.verifies_until(place),
        })
        .collect()
    }

    /// The latest whose time has come. Where none's has, because the older ones were taken away, the oldest there is.
    fn signer_place(&self, now: OffsetDateTime) -> usize {
        let come = |dated: &DatedKey| dated.signs_from().is_none_or(|from| from <= now);
        self.0.iter().rposition(come).unwrap_or(0)
    }

    /// When the last token of a key has ended: its successor signs, and the clocks of other servers agree.
    fn verifies_until(&self, place: usize) -> Option<OffsetDateTime> {
        let lifetime = Duration::seconds(LIFETIME_SECONDS.cast_signed());
        let successor = self.0.get(place + 1)?;
        successor.signs_from().map(|from| from + lifetime + LEEWAY)
    }

    fn state(&self, place: usize, now: OffsetDateTime) -> KeyState {
        let signer = self.signer_place(now);
        if place > signer {
            KeyState::Next
        } else if place == signer {
            KeyState::Signs
        } else if self.verifies_until(place).is_none_or(|until| now < until) {
            KeyState::Verifies
        } else {
            KeyState::Ended
        }
    }
}

impl DatedKey {
    fn signs_from(&self) -> Option<OffsetDateTime> {
        self.made_at.map(|made_at| made_at + LEAD)
    }
}

fn folder(file: &Path) -> PathBuf {
    file.with_file_name(FOLDER)
}

/// What lies in the folder.
#[derive(Default)]
struct Folder {
    /// The files that are keys by their names, with when they were made.
    keys: Vec<(PathBuf, OffsetDateTime)>,
    /// What else is there: what an editor or a system left, the `lost+found` of a disk.
    others: Vec<PathBuf>,
}

impl Folder {
    fn read(folder: &Path) -> Result<Folder, SigningKeyError> {
        let read = |source| SigningKeyError::Read {
            path: folder.to_owned(),
            source,
        };
        let mut found = Folder::default();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
            Err(error) => return Err(read(error)),
        };
        for entry in entries {
            let path = entry.map_err(read)?.path();
            match made_at(&path) {
                Some(made_at) => found.keys.push((path, made_at)),
                None if is_being_written(&path) => {}
                None => found.others.push(path),
            }
        }
        Ok(found)
    }
}

/// Whether a file is a key that is being written (`key_file::create`): it has another ending still.
fn is_being_written(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.starts_with("new-"))
}

/// When a key was made, by the name of its file: the moment, and after a stroke its id. Nothing when it is no such name.
fn made_at(path: &Path) -> Option<OffsetDateTime> {
    let name = path.file_name()?.to_str()?.strip_suffix(".pem")?;
    let (moment, id) = name.split_once('-').unwrap_or((name, ""));
    let is_of_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let moment = PrimitiveDateTime::parse(moment, MADE).ok()?;
    id.bytes().all(is_of_id).then(|| moment.assume_utc())
}

#[cfg(test)]
mod tests;
