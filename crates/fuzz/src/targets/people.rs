//! What people write of themselves: addresses, names, passwords.

use super::round_trip;
use blis_domain::password::{LONGEST, NewPassword, SHORTEST, normalised};
use blis_domain::person::{EmailAddress, PersonName};

/// An address can stand in the head of a letter as it is, and no message of ours repeats it.
pub(crate) fn email(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(address) = text.parse::<EmailAddress>() else {
        return;
    };
    let written = address.as_str();
    assert!(written.len() <= 254 && address.mailbox().len() <= 64);
    assert_eq!(format!("{}@{}", address.mailbox(), address.host()), written);
    assert!(written.bytes().all(|byte| byte.is_ascii_graphic()), "{written}");
    assert!(
        !written.contains(['<', '>', '"', ',', ';', ':', '(', ')', '\\']),
        "{written}"
    );
    assert!(
        !written.contains("..") && address.host().contains('.'),
        "{written}"
    );
    assert_eq!(format!("{address:?}"), "EmailAddress(…)");
    let folded: EmailAddress = address.folded().parse().expect("lower case changes nothing");
    assert_eq!(folded.folded(), address.folded());
    round_trip(&address);
}

/// A name is one line of letters that can be seen.
pub(crate) fn name(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(name) = text.parse::<PersonName>() else {
        return;
    };
    let written = name.as_str();
    assert!((1..=PersonName::LONGEST).contains(&written.chars().count()));
    assert_eq!(written, written.trim());
    assert!(!written.contains(char::is_control));
    assert!(!format!("{name:?}").contains(written) || "PersonName(…)".contains(written));
    round_trip(&name);
}

/// A password that is taken is taken again as it is kept, and is of the length that was promised.
pub(crate) fn password(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // The first two lines are whose it is; the rest is the password.
    let mut lines = text.splitn(3, '\n');
    let email = lines.next().and_then(|line| line.parse().ok());
    let email: EmailAddress = email.unwrap_or_else(|| "anna.liepa@madona.example".parse().unwrap());
    let name: Option<PersonName> = lines.next().and_then(|line| line.parse().ok());
    let typed = lines.next().unwrap_or("");

    let taken = NewPassword::check(typed, &email, name.as_ref());
    let kept = normalised(typed);
    assert_eq!(normalised(&kept), kept, "to normalise twice is to normalise once");
    match taken {
        Ok(password) => {
            assert_eq!(password.as_str(), kept);
            assert!((SHORTEST..=LONGEST).contains(&kept.chars().count()));
            assert!(!kept.contains(char::is_control));
            assert_ne!(kept.to_lowercase(), email.folded());
            assert_eq!(format!("{password:?}"), "NewPassword(…)");
            let again = NewPassword::check(&kept, &email, name.as_ref());
            assert!(again.is_ok(), "what is kept was refused: {again:?}");
        }
        Err(refusal) => {
            // To know more of the person makes nothing acceptable.
            if typed.chars().count() <= LONGEST {
                assert_eq!(
                    NewPassword::check(&kept, &email, name.as_ref()).err(),
                    Some(refusal)
                );
            }
        }
    }
}
