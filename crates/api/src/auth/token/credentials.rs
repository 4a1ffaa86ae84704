//! Id and secret of a client, from the header or from the form.

use super::form::Form;
use super::refusal::Refusal;
use crate::web::query;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Who a client says it is.
pub(crate) struct Credentials {
    pub(crate) id: String,
    pub(crate) secret: String,
}

impl Credentials {
    /// The credentials of a request: HTTP Basic, or the form; not both (RFC 6749, 2.3).
    pub(crate) fn of(authorization: Option<&str>, form: &Form) -> Result<Credentials, Refusal> {
        match (authorization, &form.client_id, &form.client_secret) {
            (Some(_), _, Some(_)) => Err(Refusal::InvalidRequest("The client shows its secret in two ways")),
            (Some(header), in_form, None) => {
                let credentials = basic(header).ok_or(Refusal::InvalidClient)?;
                match in_form {
                    Some(id) if *id != credentials.id => Err(Refusal::InvalidRequest(
                        "The form names another client than the header",
                    )),
                    _ => Ok(credentials),
                }
            }
            (None, Some(id), Some(secret)) => Ok(Credentials {
                id: id.clone(),
                secret: secret.clone(),
            }),
            (None, _, _) => Err(Refusal::InvalidClient),
        }
    }
}

/// `Basic base64(urlencode(id):urlencode(secret))`.
fn basic(header: &str) -> Option<Credentials> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    // As in the form: the id is looked up, PostgreSQL takes no NUL, and what is refused in one way is refused in both.
    let decoded = |text: &str| form_decoded(text).filter(|text| !text.contains('\0'));
    Some(Credentials {
        id: decoded(id)?,
        secret: decoded(secret)?,
    })
}

fn form_decoded(text: &str) -> Option<String> {
    if text.contains(['&', '=']) {
        return Some(text.to_owned());
    }
    // A value of a form is decoded as such: as the value of a parameter.
    query::pairs(&format!("v={text}")).pop().map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_of_the_header_are_decoded() {
        let header = format!("Basic {}", STANDARD.encode("id%3A1:se+cret%25"));
        let credentials = basic(&header).unwrap();
        assert_eq!(
            (credentials.id.as_str(), credentials.secret.as_str()),
            ("id:1", "se cret%")
        );
    }

    #[test]
    fn other_headers_are_none() {
        for header in [
            "",
            "Basic",
            "Basic !!",
            "Bearer abc",
            &format!("Basic {}", STANDARD.encode("nocolon")),
            // No form takes a NUL either.
            &format!("Basic {}", STANDARD.encode("i\0d:secret")),
            &format!("Basic {}", STANDARD.encode("id:sec\0ret")),
        ] {
            assert!(basic(header).is_none(), "{header}");
        }
    }
}
