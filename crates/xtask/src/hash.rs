//! Content hashes: what changed, and names that may be cached for ever.

use sha2::{Digest, Sha256};

/// How many hexadecimal digits of the hash go into a file name: 64 bits, far from any accidental match.
const NAME_DIGITS: usize = 16;

/// The SHA-256 of `bytes` in hexadecimal.
pub(crate) fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The hash of a list of named parts; a part that is renamed or moved changes it as well as one that is edited.
pub(crate) fn of_parts<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut listing = String::new();
    for (name, bytes) in parts {
        listing.push_str(&of(name.as_bytes()));
        listing.push_str(&of(bytes));
    }
    of(listing.as_bytes())
}

/// `stem-<hash of the content>.extension`.
pub(crate) fn file_name(stem: &str, extension: &str, content: &[u8]) -> String {
    let hash = of(content);
    format!("{stem}-{}.{extension}", &hash[..NAME_DIGITS])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_standard_one() {
        assert_eq!(
            of(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn a_file_name_follows_its_content() {
        let name = file_name("styles", "css", b"");
        assert_eq!(name, "styles-e3b0c44298fc1c14.css");
        assert_ne!(name, file_name("styles", "css", b"a{}"));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let one = of_parts([("ab", b"c".as_slice()), ("d", b"".as_slice())]);
        let other = of_parts([("a", b"bc".as_slice()), ("d", b"".as_slice())]);
        assert_ne!(one, other);
    }
}
