use super::*;
use tempfile::TempDir;
use time::macros::datetime;

const START: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

struct Case {
    folder: TempDir,
}

impl Case {
    fn new() -> Case {
        Case {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("signing-key.pem")
    }

    fn open(&self) -> SigningKeys {
        SigningKeys::open(&self.file()).unwrap()
    }

    fn rotate(&self, now: OffsetDateTime) -> String {
        SigningKeys::rotate(&self.file(), now).unwrap().kid
    }

    fn states(&self, now: OffsetDateTime) -> Vec<KeyState> {
        let listed = SigningKeys::list(&self.file(), now).unwrap();
        listed.into_iter().map(|one| one.state).collect()
    }
}

fn signer(keys: &SigningKeys, now: OffsetDateTime) -> String {
    keys.at(now).signer(now).public().kid.clone()
}

fn published(keys: &SigningKeys, now: OffsetDateTime) -> Vec<String> {
    keys.at(now).public(now).into_iter().map(|key| key.kid).collect()
}

#[test]
fn a_file_alone_signs_for_ever() {
    let case = Case::new();
    let keys = case.open();
    let first = signer(&keys, START);
    for now in [START, START + Duration::days(1000)] {
        assert_eq!(signer(&keys, now), first);
        assert_eq!(published(&keys, now), [first.as_str()]);
    }
    assert!(
        !case.folder.path().join(FOLDER).exists(),
        "nothing is made without need"
    );
}

#[test]
fn a_new_key_is_published_then_signs_and_the_old_one_verifies_to_the_end_of_its_tokens() {
    use KeyState::{Ended, Next, Signs, Verifies};
    let case = Case::new();
    let keys = case.open();
    let first = signer(&keys, START);
    let second = case.rotate(START);
    let at = |minutes: i64| START + Duration::minutes(minutes);
    assert_eq!(
        published(&keys, at(0)),
        [first.as_str()],
        "it was looked for just now"
    );
    for (minutes, signs, states) in [
        (1, &first, [Signs, Next]),
        (59, &first, [Signs, Next]),
        (60, &second, [Verifies, Signs]),
        (75, &second, [Verifies, Signs]),
        (76, &second, [Ended, Signs]),
        (9999, &second, [Ended, Signs]),
    ] {
        assert_eq!(signer(&keys, at(minutes)), *signs, "after {minutes} minutes");
        assert_eq!(case.states(at(minutes)), states, "after {minutes} minutes");
        let both = states[0] != Ended;
        assert_eq!(published(&keys, at(minutes)).len(), if both { 2 } else { 1 });
        let found = keys.at(at(minutes)).find(&first, at(minutes)).is_some();
        assert_eq!(found, both, "after {minutes} minutes");
    }
    assert!(keys.at(at(5)).find("another", at(5)).is_none());
}

#[test]
fn two_servers_on_one_folder_agree_also_when_one_starts_anew() {
    let case = Case::new();
    let long = case.open();
    for hours in 0..6 {
        let now = START + Duration::hours(hours);
        case.rotate(now);
        let now = now + Duration::minutes(30);
        let anew = case.open();
        assert_eq!(signer(&long, now), signer(&anew, now));
        assert_eq!(published(&long, now), published(&anew, now));
    }
}

#[test]
fn a_key_that_was_taken_away_is_out_and_the_next_one_signs_at_once() {
    let case = Case::new();
    let keys = case.open();
    let first = signer(&keys, START);
    let second = case.rotate(START);
    fs::remove_file(case.file()).unwrap();
    let now = START + Duration::minutes(1);
    assert_eq!(signer(&keys, now), second);
    assert!(keys.at(now).find(&first, now).is_none());
    for (file, _) in Folder::read(&folder(&case.file())).unwrap().keys {
        fs::remove_file(file).unwrap();
    }
    let now = START + Duration::minutes(2);
    assert_eq!(
        signer(&keys, now),
        second,
        "without any it goes on with what it has"
    );
}

#[test]
fn what_cannot_be_read_is_refused_at_the_start_and_passed_over_later() {
    let case = Case::new();
    let keys = case.open();
    let second = case.rotate(START);
    let folder = folder(&case.file());
    assert_eq!(published(&keys, START + Duration::minutes(1)).len(), 2);
    private(&folder.join("20261120T130000Z-x.pem"), "not a key");
    assert!(matches!(
        SigningKeys::open(&case.file()),
        Err(SigningKeyError::Malformed { .. })
    ));
    assert_eq!(signer(&keys, START + Duration::hours(2)), second);
    fs::remove_file(folder.join("20261120T130000Z-x.pem")).unwrap();
    fs::write(folder.join("20261120T130000Z-x.new-1"), "half").unwrap();
    assert_eq!(published(&case.open(), START).len(), 2, "half a key is none yet");
}

#[test]
fn what_is_no_key_by_its_name_is_left_alone() {
    let case = Case::new();
    let keys = case.open();
    let second = case.rotate(START);
    let folder = folder(&case.file());
    let copy = format!("20261120T120000Z-{second} (copy).pem");
    let strangers = [
        ".DS_Store",
        "._20261120T120000Z-x.pem",
        "20261120T120000Z-x.pem~",
        "mine.pem",
        "20261399T120000Z-x.pem",
        &copy,
    ];
    for name in strangers {
        fs::write(folder.join(name), "not a key").unwrap();
    }
    fs::create_dir(folder.join("lost+found")).unwrap();
    let now = START + Duration::minutes(1);
    assert_eq!(published(&keys, now).len(), 2, "a running server goes on");
    assert_eq!(
        published(&case.open(), now).len(),
        2,
        "a start is not stopped by them"
    );
    case.rotate(START + Duration::days(10));
    case.rotate(START + Duration::days(20));
    for name in strangers {
        assert!(folder.join(name).exists(), "{name} is somebody else's");
    }
}

/// A file that nobody else can read, as keys are.
fn private(path: &Path, text: &str) {
    super::super::key_file::create(path, text).unwrap();
}

#[test]
fn keys_that_ended_long_ago_are_cleared_away_by_the_next_rotation() {
    let case = Case::new();
    let first = signer(&case.open(), START);
    case.rotate(START);
    case.rotate(START + Duration::days(10));
    assert_eq!(
        case.states(START + Duration::days(10)).len(),
        3,
        "the second signs still"
    );
    let last = case.rotate(START + Duration::days(20));
    let listed = SigningKeys::list(&case.file(), START + Duration::days(20)).unwrap();
    assert_eq!(listed.len(), 3, "the first file stays, the second key is gone");
    assert_eq!((&listed[0].kid, &listed[2].kid), (&first, &last));
    assert_eq!(listed[0].state, KeyState::Ended);
}

#[cfg(unix)]
#[test]
fn folder_and_keys_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let case = Case::new();
    case.rotate(START);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = folder(&case.file());
    assert_eq!(mode(&folder), 0o700);
    let keys = Folder::read(&folder).unwrap().keys;
    assert_eq!(mode(&keys[0].0), 0o600);
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        1,
        "nothing is left beside the key"
    );
}
