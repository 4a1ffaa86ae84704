//! What a service says of itself (OpenID Connect Discovery 1.0).

use super::fault::Fault;
use super::options::endpoint;
use serde::Deserialize;
use url::Url;

/// Where the metadata of a service stand.
pub(super) fn address(issuer: &str) -> String {
    format!(
        "{}/.well-known/openid-configuration",
        issuer.trim_end_matches('/')
    )
}

/// The metadata as they are sent; of what is not used here nothing is read.
#[derive(Deserialize)]
pub(super) struct Sent {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// The metadata, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) authorization: Url,
    pub(super) token: Url,
    pub(super) keys: Url,
    pub(super) userinfo: Option<Url>,
    pub(super) proof: Proof,
    /// Whether every answer names the service (RFC 9207).
    pub(super) names_itself: bool,
}

/// How this client shows its secret to the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// `client_secret_basic`.
    Basic,
    /// `client_secret_post`.
    Post,
}

impl Sent {
    /// Checks that the metadata are of this service. Another issuer's would let it pass for this one.
    pub(super) fn of(self, issuer: &str) -> Result<Metadata, Fault> {
        if self.issuer != issuer {
            return Err(Fault::Metadata(
                "they name another issuer than the one configured",
            ));
        }
        let read = |text: &str, fault| endpoint(text, issuer).ok_or(Fault::Metadata(fault));
        Ok(Metadata {
            authorization: read(
                &self.authorization_endpoint,
                "authorization_endpoint is not encrypted, or no address",
            )?,
            token: read(
                &self.token_endpoint,
                "token_endpoint is not encrypted, or no address",
            )?,
            keys: read(&self.jwks_uri, "jwks_uri is not encrypted, or no address")?,
            userinfo: self
                .userinfo_endpoint
                .map(|text| read(&text, "userinfo_endpoint is not encrypted, or no address"))
                .transpose()?,
            proof: proof(self.token_endpoint_auth_methods_supported.as_deref())?,
            names_itself: self.authorization_response_iss_parameter_supported,
        })
    }
}

/// The header before the body, which more programs write into logs; it is also what is meant where nothing is said.
fn proof(methods: Option<&[String]>) -> Result<Proof, Fault> {
    let Some(methods) = methods else {
        return Ok(Proof::Basic);
    };
    let has = |wanted: &str| methods.iter().any(|method| method == wanted);
    if has("client_secret_basic") {
        Ok(Proof::Basic)
    } else if has("client_secret_post") {
        Ok(Proof::Post)
    } else {
        Err(Fault::Metadata(
            "the service takes neither client_secret_basic nor client_secret_post",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const ISSUER: &str = "https://login.example.lv";

    fn read(change: impl FnOnce(&mut Value)) -> Result<Metadata, Fault> {
        let mut sent = json!({
            "issuer": ISSUER,
            "authorization_endpoint": "https://login.example.lv/auth?tenant=lv",
            "token_endpoint": "https://login.example.lv/token",
            "jwks_uri": "https://keys.example.lv/jwks",
            "something_else": [1, 2],
        });
        change(&mut sent);
        serde_json::from_value::<Sent>(sent).unwrap().of(ISSUER)
    }

    #[test]
    fn the_metadata_of_another_service_are_refused() {
        assert!(read(|_| ()).is_ok());
        for issuer in [
            "https://login.example.lv/",
            "https://evil.example",
            "HTTPS://login.example.lv",
        ] {
            assert!(read(|sent| sent["issuer"] = json!(issuer)).is_err(), "{issuer}");
        }
        for member in [
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "userinfo_endpoint",
        ] {
            for address in [
                "http://login.example.lv/x",
                "http://127.0.0.1/x",
                "javascript:alert(1)",
            ] {
                assert!(
                    read(|sent| sent[member] = json!(address)).is_err(),
                    "{member} {address}"
                );
            }
        }
    }

    #[test]
    fn the_secret_is_shown_in_the_way_the_service_takes() {
        let with = |methods: Value| read(|sent| sent["token_endpoint_auth_methods_supported"] = methods);
        assert_eq!(read(|_| ()).unwrap().proof, Proof::Basic);
        let both = json!(["client_secret_post", "client_secret_basic"]);
        assert_eq!(with(both).unwrap().proof, Proof::Basic);
        assert_eq!(with(json!(["client_secret_post"])).unwrap().proof, Proof::Post);
        assert!(with(json!(["private_key_jwt"])).is_err());
    }

    #[test]
    fn the_metadata_stand_below_the_issuer() {
        let expected = "https://x.lv/realms/lv/.well-known/openid-configuration";
        assert_eq!(address("https://x.lv/realms/lv"), expected);
        assert_eq!(address("https://x.lv/realms/lv/"), expected);
    }
}
