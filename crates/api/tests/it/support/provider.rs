//! A service that signs people in, for tests of what it may do wrong. The browser journeys use a real one.

use actix_web::dev::ServerHandle;
use actix_web::http::header::LOCATION;
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use blis_api::{ProviderLogin, ProviderOptions};
use blis_domain::text::Text;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use time::OffsetDateTime;
use time::macros::datetime;
use url::Url;

/// The id and the secret of the client, with signs that must be written otherwise in a header.
const CLIENT: &str = "blis test";
const SECRET: &str = "s3cret:with%signs";

/// How the token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signature {
    /// As it should be.
    Own,
    /// By a key that another has made, under the name of the service's own.
    Foreign,
    /// Not at all.
    None,
    /// By the client's secret, which both know.
    ClientSecret,
    /// By the public key, as if it were a secret.
    PublicKey,
    /// By a key of a name that is not published.
    Unpublished,
}

/// What the token endpoint does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenEndpoint {
    /// What it should.
    Fine,
    /// It sends the caller elsewhere.
    Redirects,
    /// It fails.
    Fails,
    /// It sends more than anybody needs.
    Floods,
    /// It sends no JSON.
    Babbles,
    /// It never answers.
    Sleeps,
}

/// A service on a port of its own. Its clones are the same service.
#[derive(Clone)]
pub(crate) struct LocalProvider {
    pub(crate) base: String,
    face: Arc<Mutex<Face>>,
    handle: ServerHandle,
}

type Change = Arc<dyn Fn(&mut Value) + Send + Sync>;

/// What the service is like now; tests change it.
pub(crate) struct Face {
    pub(crate) subject: String,
    pub(crate) email: Value,
    pub(crate) email_verified: Value,
    pub(crate) name: String,
    pub(crate) now: OffsetDateTime,
    pub(crate) signature: Signature,
    pub(crate) token: TokenEndpoint,
    /// Whether the token tells the address, or only the userinfo endpoint.
    pub(crate) address_in_token: bool,
    /// Changes the claims of the next tokens.
    pub(crate) claims: Option<Change>,
    /// Changes the metadata.
    pub(crate) metadata: Option<Change>,
    /// Changes what the userinfo endpoint tells.
    pub(crate) about: Option<Change>,
    /// How often each address was asked for.
    pub(crate) asked: HashMap<&'static str, usize>,
    /// What was last asked for with each sign-in.
    pub(crate) authorization: HashMap<String, String>,
    key: SigningKey,
    key_id: String,
    codes: HashMap<String, HashMap<String, String>>,
    given: usize,
}

impl LocalProvider {
    pub(crate) async fn start() -> LocalProvider {
        let face = Arc::new(Mutex::new(Face {
            subject: "subject-1".to_owned(),
            email: json!("anna@test.lv"),
            email_verified: json!(true),
            name: "Anna Liepa".to_owned(),
            now: datetime!(2026-11-20 12:00 UTC),
            signature: Signature::Own,
            token: TokenEndpoint::Fine,
            address_in_token: true,
            claims: None,
            metadata: None,
            about: None,
            asked: HashMap::new(),
            authorization: HashMap::new(),
            key: SigningKey::from_bytes(&[1; 32]),
            key_id: "key-1".to_owned(),
            codes: HashMap::new(),
            given: 0,
        }));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let (data, issuer) = (Data::from(Arc::clone(&face)), Data::new(base.clone()));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .app_data(issuer.clone())
                .route("/.well-known/openid-configuration", web::get().to(metadata))
                .route("/keys", web::get().to(keys))
                .route("/token", web::post().to(token))
                .route("/about", web::get().to(about))
        })
        .workers(1)
        .disable_signals()
        .listen(listener)
        .expect("a server")
        .run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        LocalProvider { base, face, handle }
    }

    /// How BLIS is registered here.
    pub(crate) fn login(&self) -> ProviderLogin {
        self.login_with(Duration::from_secs(10))
    }

    /// The same, with less patience.
    pub(crate) fn login_with(&self, patience: Duration) -> ProviderLogin {
        let scopes = ["openid", "email"].map(str::to_owned).to_vec();
        let name = Text::new("Tests & Co <lv>", "Tests & Co <en>");
        let options = ProviderOptions::new("eid", name, &self.base, CLIENT, scopes).expect("options");
        options
            .with_patience(patience)
            .with_secret(SECRET)
            .expect("a secret")
    }

    /// What it is like, to be changed.
    pub(crate) fn face(&self) -> MutexGuard<'_, Face> {
        self.face.lock().expect("the service")
    }

    /// Changes the claims of the next tokens.
    pub(crate) fn alter(&self, change: impl Fn(&mut Value) + Send + Sync + 'static) {
        self.face().claims = Some(Arc::new(change));
    }

    /// Changes the metadata.
    pub(crate) fn alter_metadata(&self, change: impl Fn(&mut Value) + Send + Sync + 'static) {
        self.face().metadata = Some(Arc::new(change));
    }

    /// Puts another key in the place of the one that signs.
    pub(crate) fn rotate(&self, number: u8) {
        let mut face = self.face();
        face.key = SigningKey::from_bytes(&[number; 32]);
        face.key_id = format!("key-{number}");
    }

    /// How often its keys were asked for.
    pub(crate) fn asked_for_keys(&self) -> usize {
        self.face().asked.get("keys").copied().unwrap_or(0)
    }

    /// Signs the person in, as who was sent here by `address`, and gives where the browser is sent back to: its path.
    pub(crate) fn sign_in(&self, address: &str) -> String {
        let (back, asked) = self.arrived(address);
        let mut face = self.face();
        face.given += 1;
        let code = format!("code-{}", face.given);
        face.codes.insert(code.clone(), asked.clone());
        drop(face);
        self.back(back, &[("code", &code), ("state", &asked["state"])])
    }

    /// The person breaks off, or the service does.
    pub(crate) fn refuse(&self, address: &str, error: &str) -> String {
        let (back, asked) = self.arrived(address);
        self.back(back, &[("error", error), ("state", &asked["state"])])
    }

    fn arrived(&self, address: &str) -> (Url, HashMap<String, String>) {
        let address = Url::parse(address).expect("an address");
        assert!(
            address.as_str().starts_with(&format!("{}/auth?", self.base)),
            "{address}"
        );
        let asked: HashMap<String, String> = address.query_pairs().into_owned().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], CLIENT);
        assert_eq!(asked["scope"], "openid email");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["tenant"], "lv", "what stands in the endpoint stays");
        self.face().authorization.clone_from(&asked);
        let back = Url::parse(&asked["redirect_uri"]).expect("an address to come back to");
        (back, asked)
    }

    fn back(&self, mut address: Url, pairs: &[(&str, &str)]) -> String {
        address
            .query_pairs_mut()
            .extend_pairs(pairs)
            .append_pair("iss", &self.base)
            .append_pair("session_state", "of no interest");
        format!("{}?{}", address.path(), address.query().unwrap_or_default())
    }

    pub(crate) async fn stop(&self) {
        self.handle.stop(false).await;
    }
}

fn count(face: &Data<Mutex<Face>>, what: &'static str) {
    let mut face = face.lock().expect("the service");
    *face.asked.entry(what).or_default() += 1;
}

async fn metadata(face: Data<Mutex<Face>>, issuer: Data<String>) -> HttpResponse {
    count(&face, "metadata");
    let mut told = json!({
        "issuer": issuer.as_str(),
        "authorization_endpoint": format!("{}/auth?tenant=lv", issuer.as_str()),
        "token_endpoint": format!("{}/token", issuer.as_str()),
        "jwks_uri": format!("{}/keys", issuer.as_str()),
        "userinfo_endpoint": format!("{}/about", issuer.as_str()),
        "authorization_response_iss_parameter_supported": true,
    });
    let change = face.lock().expect("the service").metadata.clone();
    if let Some(change) = change {
        change(&mut told);
    }
    HttpResponse::Ok().json(told)
}

async fn keys(face: Data<Mutex<Face>>) -> HttpResponse {
    count(&face, "keys");
    let face = face.lock().expect("the service");
    let x = URL_SAFE_NO_PAD.encode(face.key.verifying_key().to_bytes());
    HttpResponse::Ok().json(json!({"keys": [
        {"kty": "oct", "k": URL_SAFE_NO_PAD.encode(SECRET), "kid": "shared", "alg": "HS256"},
        {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": face.key_id, "use": "sig", "alg": "EdDSA"},
    ]}))
}

async fn token(
    request: HttpRequest,
    face: Data<Mutex<Face>>,
    issuer: Data<String>,
    body: Bytes,
) -> HttpResponse {
    count(&face, "token");
    let does = face.lock().expect("the service").token;
    match does {
        TokenEndpoint::Fine => {}
        TokenEndpoint::Redirects => {
            let elsewhere = format!("{}/token-elsewhere", issuer.as_str());
            return HttpResponse::TemporaryRedirect()
                .insert_header((LOCATION, elsewhere))
                .finish();
        }
        TokenEndpoint::Fails => return HttpResponse::BadGateway().finish(),
        TokenEndpoint::Floods => return HttpResponse::Ok().body(vec![b' '; 3 * 1024 * 1024]),
        TokenEndpoint::Babbles => return HttpResponse::Ok().body("<html>"),
        TokenEndpoint::Sleeps => std::future::pending::<()>().await,
    }
    let form: HashMap<String, String> = url::form_urlencoded::parse(&body).into_owned().collect();
    let refuse = |error: &str| HttpResponse::BadRequest().json(json!({ "error": error }));
    if !knows_client(&request, &form) {
        return HttpResponse::Unauthorized().json(json!({ "error": "invalid_client" }));
    }
    let mut face = face.lock().expect("the service");
    // Once, whatever becomes of it.
    let Some(asked) = form.get("code").and_then(|code| face.codes.remove(code)) else {
        return refuse("invalid_grant");
    };
    let proved = form.get("code_verifier").map(|verifier| {
        assert!((43..=128).contains(&verifier.len()), "RFC 7636, 4.1");
        URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
    });
    if proved.as_ref() != asked.get("code_challenge")
        || form.get("redirect_uri") != asked.get("redirect_uri")
        || form.get("grant_type").map(String::as_str) != Some("authorization_code")
    {
        return refuse("invalid_grant");
    }
    HttpResponse::Ok().json(json!({
        "access_token": format!("about {}", face.subject),
        "token_type": "Bearer",
        "id_token": face.id_token(&issuer, &asked["nonce"]),
    }))
}

/// By the header, each part written as in a form, or by the body.
fn knows_client(request: &HttpRequest, form: &HashMap<String, String>) -> bool {
    let header = request.headers().get("authorization").map(|value| {
        let encoded = value
            .to_str()
            .expect("ASCII")
            .strip_prefix("Basic ")
            .expect("Basic")
            .to_owned();
        String::from_utf8(STANDARD.decode(encoded).expect("base 64")).expect("text")
    });
    match header {
        Some(pair) => pair == "blis+test:s3cret%3Awith%25signs",
        None => {
            form.get("client_id").map(String::as_str) == Some(CLIENT)
                && form.get("client_secret").map(String::as_str) == Some(SECRET)
        }
    }
}

async fn about(request: HttpRequest, face: Data<Mutex<Face>>) -> HttpResponse {
    count(&face, "about");
    let face = face.lock().expect("the service");
    let shown = request
        .headers()
        .get("authorization")
        .and_then(|value| value.to_str().ok());
    if shown != Some(&format!("Bearer about {}", face.subject)) {
        return HttpResponse::Unauthorized().finish();
    }
    let mut told = json!({
        "sub": face.subject,
        "email": face.email,
        "email_verified": face.email_verified,
        "name": face.name,
    });
    if let Some(change) = &face.about {
        change(&mut told);
    }
    HttpResponse::Ok().json(told)
}

impl Face {
    fn id_token(&self, issuer: &str, nonce: &str) -> String {
        let now = self.now.unix_timestamp();
        let mut claims = json!({
            "iss": issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
        });
        if self.address_in_token {
            claims["email"] = self.email.clone();
            claims["email_verified"] = self.email_verified.clone();
            claims["name"] = json!(self.name);
        }
        if let Some(change) = &self.claims {
            change(&mut claims);
        }
        let header = |algorithm, id: &str| Header {
            kid: Some(id.to_owned()),
            ..Header::new(algorithm)
        };
        let by = |key: &SigningKey| EncodingKey::from_ed_der(key.to_pkcs8_der().expect("a key").as_bytes());
        let foreign = SigningKey::from_bytes(&[9; 32]);
        let (header, key) = match self.signature {
            Signature::Own => (header(Algorithm::EdDSA, &self.key_id), by(&self.key)),
            Signature::Foreign => (header(Algorithm::EdDSA, &self.key_id), by(&foreign)),
            Signature::Unpublished => (header(Algorithm::EdDSA, "nobody's"), by(&foreign)),
            Signature::ClientSecret => (
                header(Algorithm::HS256, "shared"),
                EncodingKey::from_secret(SECRET.as_bytes()),
            ),
            Signature::PublicKey => (
                header(Algorithm::HS256, &self.key_id),
                EncodingKey::from_secret(&self.key.verifying_key().to_bytes()),
            ),
            Signature::None => {
                let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
                let header = json!({"alg": "none", "kid": self.key_id});
                return format!("{}.{}.", part(&header), part(&claims));
            }
        };
        encode(&header, &claims, &key).expect("a token")
    }
}
