//! The inputs and words that are kept for a target.

use std::fs;
use std::io;
use std::path::PathBuf;

/// The kept inputs of a target, by name of file and in its order.
///
/// # Errors
/// When there is no such folder, or it cannot be read.
pub fn inputs(target: &str) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(home().join("corpus").join(target))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        found.push((name, fs::read(&path)?));
    }
    found.sort();
    Ok(found)
}

/// The words of a target's notation: its file in the form of libFuzzer's dictionaries, a word a line in quotes.
///
/// # Errors
/// When the file cannot be read, or a line is no word.
pub fn words(target: &str) -> io::Result<Vec<Vec<u8>>> {
    let text = fs::read_to_string(home().join("words").join(format!("{target}.dict")))?;
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| word(line).ok_or_else(|| io::Error::other(format!("{target}.dict: no word: {line}"))))
        .collect()
}

fn word(line: &str) -> Option<Vec<u8>> {
    let inner = line.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::new();
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'"' => return None,
            b'\\' => match rest.next()? {
                b'x' => {
                    let digits = [rest.next()?, rest.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                escaped @ (b'"' | b'\\') => escaped,
                _ => return None,
            },
            byte => byte,
        });
    }
    Some(bytes)
}

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_libfuzzer_reads_them() {
        assert_eq!(word(r#""a\"b\\\x0ac""#), Some(b"a\"b\\\nc".to_vec()));
        for line in ["a", "\"a", r#""a"b""#, r#""\q""#, r#""\x0""#] {
            assert_eq!(word(line), None, "{line}");
        }
    }
}
