//! The address of a PostgreSQL server as another program may be told it: a command line is open to everybody on
//! the machine, so no password stands on it.

use super::error::BackupError;
use percent_encoding::percent_decode_str;

/// An address and, apart from it, its password.
#[derive(PartialEq, Eq)]
pub(super) struct Login {
    /// The address without a password.
    pub(super) address: String,
    /// The password, when the address had one.
    pub(super) password: Option<String>,
}

impl Login {
    /// Parts an address from its password.
    pub(super) fn of(url: &str) -> Result<Login, BackupError> {
        let fault = |why| BackupError::Address { why };
        let (scheme, rest) = url
            .split_once("://")
            .ok_or_else(|| fault("is not one of libpq"))?;
        let (place, parameters) = match rest.split_once('?') {
            Some((place, parameters)) => (place, Some(parameters)),
            None => (rest, None),
        };
        let mut password = None;
        let authority_end = place.find('/').unwrap_or(place.len());
        let (authority, path) = place.split_at(authority_end);
        let authority = match authority.rsplit_once('@') {
            Some((user, host)) => match user.split_once(':') {
                Some((user, secret)) => {
                    password = Some(secret);
                    format!("{user}@{host}")
                }
                None => authority.to_owned(),
            },
            None => authority.to_owned(),
        };
        let mut kept = Vec::new();
        for parameter in parameters.into_iter().flat_map(|all| all.split('&')) {
            match parameter.split_once('=') {
                Some(("password", secret)) => password = Some(secret),
                // libpq takes this one from nowhere else.
                Some(("sslpassword", _)) => {
                    return Err(fault(
                        "holds an sslpassword, which pg_dump and pg_restore could be told on their \
                         command line alone: use a key without one",
                    ));
                }
                _ => kept.push(parameter),
            }
        }
        let mark = if kept.is_empty() { "" } else { "?" };
        Ok(Login {
            address: format!("{scheme}://{authority}{path}{mark}{}", kept.join("&")),
            password: match password {
                Some(secret) => Some(
                    percent_decode_str(secret)
                        .decode_utf8()
                        .map_err(|_| fault("holds a password that is not UTF-8"))?
                        .into_owned(),
                ),
                None => None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_parted_wherever_it_stands() {
        for (url, address, password) in [
            ("postgres://db/blis", "postgres://db/blis", None),
            (
                "postgres://blis@db:5432/blis",
                "postgres://blis@db:5432/blis",
                None,
            ),
            (
                "postgres://blis:s%40crET@db/blis",
                "postgres://blis@db/blis",
                Some("s@crET"),
            ),
            (
                "postgres://blis@db/blis?sslmode=require&password=s&options=-csearch_path%3Dx",
                "postgres://blis@db/blis?sslmode=require&options=-csearch_path%3Dx",
                Some("s"),
            ),
            (
                "postgresql://blis:s@[::1]:5433,db2/blis?password=s",
                "postgresql://blis@[::1]:5433,db2/blis",
                Some("s"),
            ),
        ] {
            let login = Login::of(url).unwrap();
            assert_eq!(login.address, address);
            assert_eq!(login.password.as_deref(), password, "{url}");
        }
    }

    #[test]
    fn what_cannot_be_hidden_is_refused() {
        let error = Login::of("postgres://db/blis?sslpassword=secret")
            .err()
            .map(|error| error.to_string())
            .unwrap();
        assert!(
            error.contains("sslpassword") && !error.contains("secret"),
            "{error}"
        );
    }
}
