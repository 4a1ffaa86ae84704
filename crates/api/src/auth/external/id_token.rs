//! The token by which a service says who signed in (OpenID Connect Core, 2 and 3.1.3.7).

use super::fault::Fault;
use super::keys::Key;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::Deserialize;
use subtle::ConstantTimeEq;
use time::{Duration, OffsetDateTime};

/// How far the clock of the service may be off.
const LEEWAY: Duration = Duration::seconds(60);

/// The longest name a service may give a person.
const LONGEST_SUBJECT: usize = 255;

/// What the token must fit.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    /// When the sign-in was begun: no token is older.
    pub(super) begun_at: OffsetDateTime,
    pub(super) now: OffsetDateTime,
}

/// What is read of a token. Whatever else stands in it is nothing to BLIS.
#[derive(Clone, Deserialize)]
pub(super) struct Claims {
    iss: String,
    pub(super) sub: String,
    aud: Audience,
    azp: Option<String>,
    // Seconds since 1970, with a fraction if the service likes.
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    pub(super) email: Option<String>,
    #[serde(default)]
    pub(super) email_verified: bool,
    pub(super) name: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// What a token says, when it holds in every point.
pub(super) fn read(token: &str, keys: &[Key], expected: &Expected<'_>) -> Result<Claims, Fault> {
    let claims = signed(token, keys)?;
    let fault = |why| Err(Fault::Token(why));
    if claims.iss != expected.issuer {
        return fault("it is of another issuer");
    }
    let (for_us, for_others) = match &claims.aud {
        Audience::One(one) => (one == expected.client_id, false),
        Audience::Several(all) => (
            all.iter().any(|one| one == expected.client_id),
            all.iter().any(|one| one != expected.client_id),
        ),
    };
    if !for_us {
        return fault("it is for another client");
    }
    match claims.azp.as_deref() {
        Some(party) if party != expected.client_id => return fault("it was given to another client"),
        None if for_others => return fault("it is for several clients and does not say which asked"),
        _ => {}
    }
    let nonce = claims.nonce.as_deref().unwrap_or_default();
    if !bool::from(nonce.as_bytes().ct_eq(expected.nonce.as_bytes())) {
        return fault("it answers another sign-in");
    }
    let seconds = |instant: OffsetDateTime| instant.unix_timestamp() as f64;
    let late = seconds(expected.now - LEEWAY);
    let early = seconds(expected.now + LEEWAY);
    // JSON has no numbers that are none, so each comparison has one answer.
    if claims.exp <= late {
        return fault("it has ended");
    }
    if claims.iat > early || claims.nbf.is_some_and(|nbf| nbf > early) {
        return fault("it is of the future");
    }
    if claims.iat < seconds(expected.begun_at - LEEWAY) {
        return fault("it is older than the sign-in");
    }
    let subject = &claims.sub;
    if subject.is_empty() || subject.len() > LONGEST_SUBJECT || subject.contains('\0') {
        return fault("its subject is empty, too long or unreadable");
    }
    Ok(claims)
}

/// The claims of a token that one of these keys has signed.
fn signed(token: &str, keys: &[Key]) -> Result<Claims, Fault> {
    // `none` is no algorithm that the reader knows.
    let header = decode_header(token).map_err(|_| Fault::Token("it is no signed JWT"))?;
    if header.crit.is_some() {
        return Err(Fault::Token(
            "its header asks for something that is not done here",
        ));
    }
    let key = key(keys, header.kid.as_deref(), header.alg)?;
    let mut rules = Validation::new(header.alg);
    rules.algorithms.clone_from(&key.algorithms);
    // Judged by the caller: every claim by the clock of the store and against this sign-in.
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let token = decode::<Claims>(token, &key.decoding, &rules)
        .map_err(|_| Fault::Token("its signature is wrong, or a claim is missing"))?;
    Ok(token.claims)
}

/// The key that a token names. One that names none is taken where there is only one key it can be.
fn key<'a>(keys: &'a [Key], id: Option<&str>, algorithm: Algorithm) -> Result<&'a Key, Fault> {
    let named: Vec<&Key> = keys
        .iter()
        .filter(|key| id.is_none() || key.id.as_deref() == id)
        .collect();
    if named.is_empty() {
        return Err(Fault::UnknownKey);
    }
    let mut fit = named
        .into_iter()
        .filter(|key| key.algorithms.contains(&algorithm));
    match (fit.next(), fit.next()) {
        (Some(key), None) => Ok(key),
        (Some(_), Some(_)) => Err(Fault::Token(
            "it does not say which of several keys has signed it",
        )),
        (None, _) => Err(Fault::Token("its algorithm is not one of its key")),
    }
}
