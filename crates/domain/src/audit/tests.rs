use super::*;
use proptest::option::of;
use proptest::prelude::*;

fn entry() -> AuditEntry {
    AuditEntry {
        seq: 7,
        at: 1_795_190_400_000_000,
        actor: Actor::Person("01935f3e-4c00-7abc-8def-0123456789ab".parse().unwrap()),
        action: "invite_person".to_owned(),
        target: AuditTarget {
            kind: "person".to_owned(),
            id: Some("01935f3e-4c01-7abc-8def-0123456789ab".to_owned()),
        },
        municipality: Some("0840200".parse().unwrap()),
        network: None,
        outcome: Outcome::Done,
        request: Some("r1".to_owned()),
    }
}

fn detail() -> AuditDetail {
    AuditDetail {
        salt: [0xa5; SALT_BYTES],
        address: Some("192.0.2.1".to_owned()),
        before: None,
        after: Some("{\"name\":\"Jānis\"}".to_owned()),
    }
}

fn field(content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).unwrap();
    [&[1, 0, 0, 0, length], content].concat()
}

/// The bytes of entries that are already in somebody's log: they never change. Another form gets another name.
#[test]
fn the_bytes_of_an_entry_are_those_of_the_first_release() {
    let expected = [
        field(b"blis.audit.entry.1"),
        field(&[0, 0, 0, 0, 0, 0, 0, 7]),
        field(&[0x00, 0x06, 0x60, 0xb7, 0x56, 0x18, 0xa0, 0x00]),
        field(b"person"),
        field(b"01935f3e-4c00-7abc-8def-0123456789ab"),
        field(b"invite_person"),
        field(b"person"),
        field(b"01935f3e-4c01-7abc-8def-0123456789ab"),
        field(b"0840200"),
        vec![0],
        field(b"done"),
        field(b"r1"),
        field(&[0x11; HASH_BYTES]),
    ]
    .concat();
    assert_eq!(entry().canonical_bytes(&[0x11; HASH_BYTES]), expected);
}

#[test]
fn the_bytes_of_details_are_those_of_the_first_release() {
    let expected = [
        field(b"blis.audit.detail.1"),
        field(&[0xa5; SALT_BYTES]),
        field(b"192.0.2.1"),
        vec![0],
        field("{\"name\":\"Jānis\"}".as_bytes()),
    ]
    .concat();
    assert_eq!(detail().canonical_bytes(), expected);
}

#[test]
fn every_field_counts() {
    let hash = [0; HASH_BYTES];
    let base = entry();
    let other = "01935f3e-4c02-7abc-8def-0123456789ab";
    let target = |kind: &str, id: Option<&str>| AuditTarget {
        kind: kind.to_owned(),
        id: id.map(str::to_owned),
    };
    let changed = [
        AuditEntry {
            seq: 8,
            ..base.clone()
        },
        AuditEntry {
            at: -1,
            ..base.clone()
        },
        AuditEntry {
            actor: Actor::Client(base.actor.id().unwrap().to_owned()),
            ..base.clone()
        },
        AuditEntry {
            actor: Actor::Person(other.parse().unwrap()),
            ..base.clone()
        },
        AuditEntry {
            actor: Actor::Nobody,
            ..base.clone()
        },
        AuditEntry {
            action: "invite".to_owned(),
            ..base.clone()
        },
        AuditEntry {
            target: target("session", base.target.id.as_deref()),
            ..base.clone()
        },
        AuditEntry {
            target: target("person", None),
            ..base.clone()
        },
        AuditEntry {
            target: target("person", Some("")),
            ..base.clone()
        },
        AuditEntry {
            municipality: None,
            ..base.clone()
        },
        AuditEntry {
            network: Some("N1".parse().unwrap()),
            ..base.clone()
        },
        AuditEntry {
            outcome: Outcome::Refused,
            ..base.clone()
        },
        AuditEntry {
            request: None,
            ..base.clone()
        },
    ];
    let mut seen = vec![
        base.canonical_bytes(&hash),
        base.canonical_bytes(&[1; HASH_BYTES]),
    ];
    for entry in changed {
        let bytes = entry.canonical_bytes(&hash);
        assert!(!seen.contains(&bytes), "{entry:?} passes for another");
        seen.push(bytes);
    }
}

#[test]
fn actors_and_outcomes_read_back_as_stored() {
    let id = "01935f3e-4c00-7abc-8def-0123456789ab";
    for actor in [
        Actor::Person(id.parse().unwrap()),
        Actor::Client("srda-1".to_owned()),
        Actor::Command,
        Actor::Nobody,
    ] {
        assert_eq!(Actor::from_parts(actor.kind(), actor.id()), Some(actor));
    }
    for (kind, id) in [
        ("person", None),
        ("person", Some("x")),
        ("command", Some("x")),
        ("other", None),
    ] {
        assert_eq!(Actor::from_parts(kind, id), None);
    }
    for outcome in [Outcome::Done, Outcome::Refused] {
        assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
    }
}

#[test]
fn logs_get_no_details() {
    assert_eq!(format!("{:?}", detail()), "AuditDetail(…)");
}

/// Short texts of few letters, among them the bytes of lengths, so that two entries are often nearly the same.
fn text() -> impl Strategy<Value = String> {
    "[a\\x00\\x01]{0,3}"
}

fn any_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        (0..2u8).prop_map(|n| Actor::Person(PersonId::new(0, [n; 10]))),
        text().prop_map(Actor::Client),
        Just(Actor::Command),
        Just(Actor::Nobody),
    ]
}

prop_compose! {
    fn any_entry()(
        seq in 0..3u64, at in -1..2i64, actor in any_actor(), action in text(), kind in text(), id in of(text()),
        municipality in of(0..2u8), network in of(0..2u8), refused in any::<bool>(), request in of(text()),
    ) -> AuditEntry {
        AuditEntry {
            seq,
            at,
            actor,
            action,
            target: AuditTarget { kind, id },
            municipality: municipality.map(|n| format!("000000{n}").parse().unwrap()),
            network: network.map(|n| format!("N{n}").parse().unwrap()),
            outcome: if refused { Outcome::Refused } else { Outcome::Done },
            request,
        }
    }
}

prop_compose! {
    fn any_detail()(salt in 0..2u8, address in of(text()), before in of(text()), after in of(text())) -> AuditDetail {
        AuditDetail { salt: [salt; SALT_BYTES], address, before, after }
    }
}

/// What the bytes are read back to: the contents of their fields. That they can be read back at all is what keeps two
/// entries from having the same bytes.
fn fields(mut bytes: &[u8]) -> Vec<Option<Vec<u8>>> {
    let mut fields = Vec::new();
    while let Some((there, rest)) = bytes.split_first() {
        bytes = rest;
        fields.push((*there == 1).then(|| {
            let (length, rest) = bytes.split_at(4);
            let length = u32::from_be_bytes(length.try_into().unwrap()) as usize;
            let (content, rest) = rest.split_at(length);
            bytes = rest;
            content.to_vec()
        }));
    }
    fields
}

proptest! {
    #[test]
    fn two_entries_never_have_the_same_bytes(a in any_entry(), b in any_entry(), hashes: [bool; 2]) {
        let hash = |at: usize| [u8::from(hashes[at]); HASH_BYTES];
        let same = a == b && hashes[0] == hashes[1];
        prop_assert_eq!(a.canonical_bytes(&hash(0)) == b.canonical_bytes(&hash(1)), same);
    }

    #[test]
    fn two_details_never_have_the_same_bytes(a in any_detail(), b in any_detail()) {
        prop_assert_eq!(a.canonical_bytes() == b.canonical_bytes(), a == b);
    }

    #[test]
    fn the_fields_can_be_read_back(entry in any_entry(), detail in any_detail()) {
        let read = fields(&entry.canonical_bytes(&[9; HASH_BYTES]));
        let text = |at: usize| read[at].clone().map(|bytes| String::from_utf8(bytes).unwrap());
        prop_assert_eq!(read.len(), 13);
        prop_assert_eq!(text(4), entry.actor.id().map(str::to_owned));
        prop_assert_eq!(text(5), Some(entry.action));
        prop_assert_eq!(text(6), Some(entry.target.kind));
        prop_assert_eq!(text(7), entry.target.id);
        prop_assert_eq!(text(11), entry.request);
        let read = fields(&detail.canonical_bytes());
        prop_assert_eq!(read.len(), 5);
        prop_assert_eq!(read[4].clone(), detail.after.map(String::into_bytes));
    }
}
