//! The keys a service signs with (RFC 7517), and which algorithms each of them is good for.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

/// The shortest modulus that is taken: 2048 bits.
const SHORTEST_MODULUS: usize = 256;

/// A key that checks signatures.
#[derive(Clone)]
pub(super) struct Key {
    pub(super) id: Option<String>,
    /// What it may sign with. The kind of the key decides, never the header of a token.
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) decoding: DecodingKey,
}

/// The keys as they are sent. One that cannot be read is passed over, as the standard asks: a service may publish keys
/// for others.
#[derive(Deserialize)]
pub(super) struct Sent {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Sent {
    /// The keys that check signatures of a kind that is taken.
    pub(super) fn usable(self) -> Vec<Key> {
        let read = |value| serde_json::from_value::<Jwk>(value).ok()?.read();
        self.keys.into_iter().filter_map(read).collect()
    }
}

impl Jwk {
    fn read(self) -> Option<Key> {
        if self.usage.as_deref().is_some_and(|usage| usage != "sig") {
            return None;
        }
        if let Some(operations) = &self.key_ops
            && !operations.iter().any(|operation| operation == "verify")
        {
            return None;
        }
        let (mut algorithms, decoding) = self.material()?;
        if let Some(named) = &self.alg {
            let named: Algorithm = named.parse().ok()?;
            algorithms.retain(|algorithm| *algorithm == named);
        }
        (!algorithms.is_empty()).then_some(Key {
            id: self.kid,
            algorithms,
            decoding,
        })
    }

    /// Secrets that both sides know (`oct`) sign nothing here, whatever the service publishes.
    fn material(&self) -> Option<(Vec<Algorithm>, DecodingKey)> {
        use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
        let curve = self.crv.as_deref();
        match (self.kty.as_str(), curve) {
            ("RSA", _) => {
                let (n, e) = (self.n.as_deref()?, self.e.as_deref()?);
                let modulus = URL_SAFE_NO_PAD.decode(n).ok()?;
                let length = modulus.iter().skip_while(|byte| **byte == 0).count();
                let key = DecodingKey::from_rsa_components(n, e).ok()?;
                let algorithms = vec![RS256, RS384, RS512, PS256, PS384, PS512];
                (length >= SHORTEST_MODULUS).then_some((algorithms, key))
            }
            ("EC", Some(curve)) => {
                let algorithm = match curve {
                    "P-256" => ES256,
                    "P-384" => ES384,
                    _ => return None,
                };
                let key = DecodingKey::from_ec_components(self.x.as_deref()?, self.y.as_deref()?).ok()?;
                Some((vec![algorithm], key))
            }
            ("OKP", Some("Ed25519")) => {
                let key = DecodingKey::from_ed_components(self.x.as_deref()?).ok()?;
                Some((vec![EdDSA], key))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// RFC 8037, appendix A.2.
    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    fn usable(keys: Value) -> Vec<Vec<Algorithm>> {
        let sent: Sent = serde_json::from_value(json!({ "keys": keys })).unwrap();
        sent.usable().into_iter().map(|key| key.algorithms).collect()
    }

    #[test]
    fn the_kind_of_a_key_decides_what_it_may_sign() {
        let modulus = URL_SAFE_NO_PAD.encode([0xbf; 256]);
        let keys = usable(json!([
            {"kty": "OKP", "crv": "Ed25519", "x": X},
            {"kty": "EC", "crv": "P-256", "x": X, "y": X},
            {"kty": "EC", "crv": "P-384", "x": X, "y": X},
            {"kty": "RSA", "n": modulus, "e": "AQAB", "alg": "RS256", "use": "sig", "key_ops": ["verify"]},
            {"kty": "RSA", "n": modulus, "e": "AQAB"},
        ]));
        assert_eq!(keys[0], [Algorithm::EdDSA]);
        assert_eq!(keys[1], [Algorithm::ES256]);
        assert_eq!(keys[2], [Algorithm::ES384]);
        assert_eq!(
            keys[3],
            [Algorithm::RS256],
            "the service says that it signs with nothing else"
        );
        assert_eq!(keys[4].len(), 6);
    }

    #[test]
    fn what_cannot_be_used_is_passed_over() {
        let short = URL_SAFE_NO_PAD.encode([0xbf; 128]);
        let keys = usable(json!([
            {"kty": "oct", "k": "c2VjcmV0", "alg": "HS256"},
            {"kty": "RSA", "n": short, "e": "AQAB"},
            {"kty": "RSA", "e": "AQAB"},
            {"kty": "EC", "crv": "secp256k1", "x": X, "y": X},
            {"kty": "OKP", "crv": "X25519", "x": X},
            {"kty": "OKP", "crv": "Ed25519", "x": X, "use": "enc"},
            {"kty": "OKP", "crv": "Ed25519", "x": X, "key_ops": ["encrypt"]},
            {"kty": "OKP", "crv": "Ed25519", "x": X, "alg": "RS256"},
            {"kty": "OKP", "crv": "Ed25519", "x": X, "alg": "none"},
            "nonsense",
            7,
        ]));
        assert!(keys.is_empty(), "{keys:?}");
    }
}
