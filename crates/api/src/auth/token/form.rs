//! The form of a token request.

use super::refusal::Refusal;
use crate::web::query;

/// What the form says.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) scope: Option<String>,
    pub(crate) client_id: Option<String>,
    pub(crate) client_secret: Option<String>,
}

impl Form {
    /// Reads a form body. Unknown parameters are passed over, as RFC 6749, 3.2 wants; repeated ones are not.
    pub(crate) fn read(content_type: &str, body: &[u8]) -> Result<Form, Refusal> {
        let media = content_type.split(';').next().unwrap_or("").trim();
        if !media.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Refusal::InvalidRequest(
                "The body must be application/x-www-form-urlencoded",
            ));
        }
        let body = std::str::from_utf8(body).map_err(|_| Refusal::InvalidRequest("The body is not UTF-8"))?;
        let mut form = Form::default();
        let mut grant_type = None;
        for (name, value) in query::pairs(body) {
            let place = match name.as_str() {
                "grant_type" => &mut grant_type,
                "scope" => &mut form.scope,
                "client_id" => &mut form.client_id,
                "client_secret" => &mut form.client_secret,
                _ => continue,
            };
            if value.contains('\0') {
                return Err(Refusal::InvalidRequest("A parameter holds a NUL"));
            }
            if place.replace(value).is_some() {
                return Err(Refusal::InvalidRequest("A parameter is given more than once"));
            }
        }
        match grant_type.as_deref() {
            None | Some("") => Err(Refusal::InvalidRequest("The parameter grant_type is missing")),
            Some("client_credentials") => Ok(form),
            Some(_) => Err(Refusal::UnsupportedGrantType),
        }
    }
}
