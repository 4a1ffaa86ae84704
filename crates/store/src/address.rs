//! Where the database is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// The address of a database. Its password is never shown.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A SQLite file, made when it is not there.
    Sqlite(PathBuf),
    /// A PostgreSQL database, as libpq reads it: `postgres://user:password@host:5432/name`.
    Postgres(String),
}

/// The text is not the address of a database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDatabaseUrl {
    /// Nothing at all.
    #[error("the database address is empty")]
    Empty,
    /// Something in it must be percent-encoded. It is left out: it may be a part of the password.
    #[error(
        "the address of the PostgreSQL server holds a character that must be percent-encoded, such as %40 for @"
    )]
    NotEncoded,
    /// The keyword form of libpq (`host=… dbname=…`), which would read as the name of a file.
    #[error("write the address of a PostgreSQL server as postgres://user:password@host:5432/name")]
    Keywords,
    /// A scheme BLIS does not speak. The rest of the address is left out: it may hold a password.
    #[error("BLIS does not speak `{scheme}`: write postgres://…, sqlite:FILE or the path of a file")]
    UnknownScheme {
        /// What stands before `://`.
        scheme: String,
    },
}

impl FromStr for DatabaseUrl {
    type Err = InvalidDatabaseUrl;

    /// Reads `postgres://…`, `postgresql://…`, `sqlite:PATH`, or a path.
    fn from_str(text: &str) -> Result<DatabaseUrl, InvalidDatabaseUrl> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return match is_encoded(text) {
                true => Ok(DatabaseUrl::Postgres(text.to_owned())),
                false => Err(InvalidDatabaseUrl::NotEncoded),
            };
        }
        let path = match text.strip_prefix("sqlite:") {
            Some(path) => path.strip_prefix("//").unwrap_or(path),
            None => text,
        };
        let keyword = |word: &str| {
            word.split_once('=')
                .is_some_and(|(name, _)| KEYWORDS.contains(&name))
        };
        match path.split_once("://") {
            _ if path.is_empty() => Err(InvalidDatabaseUrl::Empty),
            _ if path.split_whitespace().any(keyword) => Err(InvalidDatabaseUrl::Keywords),
            Some((scheme, _)) => Err(InvalidDatabaseUrl::UnknownScheme {
                scheme: scheme.chars().take(20).collect(),
            }),
            None => Ok(DatabaseUrl::Sqlite(PathBuf::from(path))),
        }
    }
}

/// The keywords by which libpq's own form is known.
const KEYWORDS: [&str; 7] = [
    "host", "hostaddr", "port", "dbname", "user", "password", "service",
];

/// Whether libpq can read the address: what it cannot read it prints, the password too.
fn is_encoded(url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let hex = |place: usize| rest.as_bytes().get(place).is_some_and(u8::is_ascii_hexdigit);
    let escaped = rest
        .match_indices('%')
        .all(|(place, _)| hex(place + 1) && hex(place + 2));
    escaped && authority.matches('@').count() <= 1
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatabaseUrl::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => f.write_str(&without_secrets(url)),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The address without its password and without its parameters, which may hold one too.
fn without_secrets(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or("");
    let Some((scheme, rest)) = url.split_once("://") else {
        return "…".to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, place)) => match user.split_once(':') {
            Some((name, _)) => format!("{scheme}://{name}:…@{place}"),
            None => format!("{scheme}://{user}@{place}"),
        },
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_read() {
        let sqlite = |path: &str| DatabaseUrl::Sqlite(PathBuf::from(path));
        for (text, url) in [
            ("blis.db", sqlite("blis.db")),
            ("sqlite:data/blis.db", sqlite("data/blis.db")),
            ("sqlite:/var/lib/blis.db", sqlite("/var/lib/blis.db")),
            ("sqlite:///var/lib/blis.db", sqlite("/var/lib/blis.db")),
            (
                "postgres://u@h/d",
                DatabaseUrl::Postgres("postgres://u@h/d".to_owned()),
            ),
        ] {
            assert_eq!(text.parse(), Ok(url), "{text}");
        }
        for text in ["", "  ", "sqlite:", "mysql://u:secret@h/d"] {
            let error = text.parse::<DatabaseUrl>().expect_err(text);
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }

    #[test]
    fn what_would_be_misread_is_refused_without_being_shown() {
        for text in [
            "postgresql://blis:se@secret@db/blis",
            "postgres://blis:s%secret@db/blis",
            "host=127.0.0.1 password=secret dbname=blis",
            "sqlite:host=db password=secret",
        ] {
            let error = text.parse::<DatabaseUrl>().expect_err(text);
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        for text in [
            "postgres://blis:secret@db:5432/blis",
            "postgres://blis@db/blis?password=secret",
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            let shown = format!("{url} {url:?}");
            assert!(!shown.contains("secret"), "{shown} shows the password of {text}");
            assert!(
                shown.contains("blis") && shown.contains("db"),
                "{shown} must still say where"
            );
        }
    }
}
