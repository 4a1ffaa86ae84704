//! Giving access tokens and checking them: the one place that uses the keys.

use super::claims::{Claims, Dated, SessionClaims};
use super::keys::SigningKeys;
use super::signing::PublicKey;
use blis_store::SignedIn;
use jsonwebtoken::errors::Error;
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;

/// How long a token holds.
pub(crate) const LIFETIME_SECONDS: u64 = 900;

/// How far another server's clock may be ahead of ours.
const CLOCK_SKEW_SECONDS: u64 = 30;

/// The type of an access token (RFC 9068, 2.1); no other JWT passes for one.
const TYPE: &str = "at+jwt";

/// Who gives tokens, for which service.
pub(crate) struct Authority {
    keys: SigningKeys,
    issuer: String,
}

/// Why a token does not hold. For the log: the caller learns that it does not, not why.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvalidToken {
    /// It is no JWT, or its signature or a claim is wrong.
    #[error("the token does not verify")]
    Verify(#[from] Error),
    /// It is another kind of JWT.
    #[error("the token is not of the type at+jwt")]
    Type,
    /// It names no key, one that is not ours, or one that verifies no more.
    #[error("the token names no key that holds")]
    Key,
    /// It has ended.
    #[error("the token has ended")]
    Late,
    /// It was given in the future.
    #[error("the token was given in the future")]
    Early,
}

impl Authority {
    /// The authority of a server at an address such as `https://blis.example`.
    pub(crate) fn new(keys: SigningKeys, issuer: String) -> Authority {
        Authority { keys, issuer }
    }

    /// The address of the server, which names it as the giver of tokens.
    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The keys that check its tokens, and the one that will sign next.
    pub(crate) fn public_keys(&self, now: OffsetDateTime) -> Vec<PublicKey> {
        self.keys.at(now).public(now)
    }

    /// A token for a client that showed this secret.
    pub(crate) fn issue(
        &self,
        client: &str,
        secret_id: &str,
        scope: &str,
        now: OffsetDateTime,
    ) -> Result<String, Error> {
        let iat = seconds(now);
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience(Audience::Machines),
            sub: client.to_owned(),
            client_id: client.to_owned(),
            iat,
            exp: iat + LIFETIME_SECONDS,
            jti: uuid::Uuid::new_v4().to_string(),
            scope: scope.to_owned(),
            secret_id: secret_id.to_owned(),
        };
        self.sign(&claims, now)
    }

    /// A token that opens a session of a person.
    pub(crate) fn issue_for_session(
        &self,
        signed_in: &SignedIn,
        now: OffsetDateTime,
    ) -> Result<String, Error> {
        let iat = seconds(now);
        let claims = SessionClaims {
            iss: self.issuer.clone(),
            aud: self.audience(Audience::People),
            sub: signed_in.person.id.to_string(),
            sid: signed_in.session.clone(),
            iat,
            exp: iat + LIFETIME_SECONDS,
            jti: uuid::Uuid::new_v4().to_string(),
        };
        self.sign(&claims, now)
    }

    /// What a client's token says, when it holds.
    pub(crate) fn verify(&self, token: &str, now: OffsetDateTime) -> Result<Claims, InvalidToken> {
        self.read(token, Audience::Machines, now)
    }

    /// What a person's token says, when it holds.
    pub(crate) fn verify_for_session(
        &self,
        token: &str,
        now: OffsetDateTime,
    ) -> Result<SessionClaims, InvalidToken> {
        self.read(token, Audience::People, now)
    }

    fn sign(&self, claims: &impl Serialize, now: OffsetDateTime) -> Result<String, Error> {
        let keys = self.keys.at(now);
        let key = keys.signer(now);
        let header = Header {
            typ: Some(TYPE.to_owned()),
            kid: Some(key.public().kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        encode(&header, claims, key.encoding())
    }

    /// The algorithm is pinned: neither `none` nor a secret made of the public key gets through. The audience tells
    /// people from machines, so that no token passes for one of the other kind.
    fn read<C: DeserializeOwned + Clone + Dated>(
        &self,
        token: &str,
        audience: Audience,
        now: OffsetDateTime,
    ) -> Result<C, InvalidToken> {
        let header = decode_header(token)?;
        if !header.typ.is_some_and(|typ| typ.eq_ignore_ascii_case(TYPE)) {
            return Err(InvalidToken::Type);
        }
        let keys = self.keys.at(now);
        let named = header.kid.as_deref().and_then(|kid| keys.find(kid, now));
        let key = named.ok_or(InvalidToken::Key)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        // Judged below, by the clock of the store.
        rules.validate_exp = false;
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[self.audience(audience)]);
        rules.set_required_spec_claims(&["iss", "aud", "exp", "sub"]);
        let claims = decode::<C>(token, key.decoding(), &rules)?.claims;
        let now = seconds(now);
        if claims.exp() <= now {
            Err(InvalidToken::Late)
        } else if claims.iat() > now + CLOCK_SKEW_SECONDS {
            Err(InvalidToken::Early)
        } else {
            Ok(claims)
        }
    }

    fn audience(&self, audience: Audience) -> String {
        match audience {
            Audience::Machines => format!("{}/api/v1", self.issuer),
            Audience::People => self.issuer.clone(),
        }
    }
}

/// Whom a token is for.
#[derive(Debug, Clone, Copy)]
enum Audience {
    Machines,
    People,
}

fn seconds(instant: OffsetDateTime) -> u64 {
    u64::try_from(instant.unix_timestamp()).unwrap_or(0)
}
