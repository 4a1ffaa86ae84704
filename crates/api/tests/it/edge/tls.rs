//! https by the server itself.

use crate::support::{Reply, Running, TestApp};
use blis_api::{EdgeOptions, ServerOptions, TlsOptions};
use blis_testing::Kind;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::{Certificate, Client, Version};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

/// The files of a certificate, in a folder of their own.
struct Pair {
    folder: TempDir,
}

impl Pair {
    fn new() -> Pair {
        Pair {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Writes a new certificate for this machine.
    fn renew(&self) -> Trust {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        self.write("key.pem", &signing_key.serialize_pem());
        self.write("certificate.pem", &cert.pem());
        Trust(cert.pem())
    }

    fn write(&self, name: &str, text: &str) {
        // As tools for certificates do: the new file takes the place of the old at once.
        let new = self.folder.path().join("new");
        std::fs::write(&new, text).unwrap();
        std::fs::rename(new, self.folder.path().join(name)).unwrap();
    }

    fn edge(&self) -> EdgeOptions {
        EdgeOptions {
            tls: Some(TlsOptions {
                certificate: self.folder.path().join("certificate.pem"),
                key: self.folder.path().join("key.pem"),
                look_every: Duration::from_millis(20),
            }),
            ..EdgeOptions::default()
        }
    }
}

/// Somebody who trusts one certificate and no other.
struct Trust(String);

impl Trust {
    /// A client without a memory: one that was there before needs no certificate.
    fn client(&self) -> Client {
        // Chooses the library of encryption for reqwest, as the typed client does.
        blis_client::Client::new("https://127.0.0.1").unwrap();
        Client::builder()
            .tls_certs_only([Certificate::from_pem(self.0.as_bytes()).unwrap()])
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .build()
            .unwrap()
    }

    async fn is_answered(&self, address: &str) -> bool {
        self.client().get(address).send().await.is_ok()
    }
}

async fn start(choose: impl FnOnce(&mut ServerOptions)) -> (TestApp, Running) {
    TestApp::start_changed(Kind::Sqlite, choose)
        .await
        .expect("SQLite is always there")
}

fn https(app: &TestApp) -> String {
    app.base.replace("http://", "https://")
}

#[actix_web::test]
async fn https_is_spoken_in_both_versions_of_http() {
    let pair = Pair::new();
    let client = pair.renew().client();
    let (app, running) = start(|options| options.edge = pair.edge()).await;
    let answer = client
        .get(format!("{}/api/v1/areas", https(&app)))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.version()),
        (200, Version::HTTP_2)
    );
    let hsts = answer.headers().get("strict-transport-security").unwrap();
    assert_eq!(hsts, "max-age=31536000");
    let me = client.get(format!("{}/api/v1/me", https(&app)));
    assert_eq!(Reply::to(me).await.status, 200);
    let meta = client.get(format!("{}/.well-known/oauth-authorization-server", https(&app)));
    assert_eq!(
        Reply::to(meta).await.json()["issuer"],
        https(&app),
        "what is given out names the encrypted address"
    );
    let plain = reqwest::Client::new()
        .get(format!("{}/health/live", app.base))
        .send()
        .await;
    assert!(plain.is_err(), "nothing is answered without encryption");
    running.stop().await;
}

#[actix_web::test]
async fn a_new_certificate_is_taken_into_use_and_a_bad_one_is_not() {
    let pair = Pair::new();
    let first = pair.renew();
    let (app, running) = start(|options| options.edge = pair.edge()).await;
    let live = format!("{}/health/live", https(&app));
    assert!(first.is_answered(&live).await);

    pair.write("key.pem", "no key at all");
    let second = pair.renew();
    answered(&second, &live, "the new certificate").await;
    assert!(!first.is_answered(&live).await, "the old one is out of use");

    let key = std::fs::read_to_string(pair.folder.path().join("key.pem")).unwrap();
    let third = pair.renew();
    answered(&third, &live, "the next one").await;
    // A key that is not of the certificate.
    pair.write("key.pem", &key);
    for _ in 0..10 {
        assert!(
            third.is_answered(&live).await,
            "a pair that does not fit changes nothing"
        );
    }
    let fourth = pair.renew();
    answered(&fourth, &live, "the next right pair").await;
    running.stop().await;
}

async fn answered(who: &Trust, address: &str, what: &str) {
    let late = Instant::now() + Duration::from_secs(20);
    while !who.is_answered(address).await {
        assert!(Instant::now() < late, "{what} is not in use");
        sleep(Duration::from_millis(10)).await;
    }
}

#[actix_web::test]
async fn files_that_cannot_be_used_end_the_start_with_their_name() {
    let error = |edge: EdgeOptions, public_url: Option<&str>| {
        let public_url = public_url.map(str::to_owned);
        async move {
            TestApp::refused(|options| {
                options.edge = edge;
                options.public_url = public_url;
            })
            .await
        }
    };
    let pair = Pair::new();
    let told = error(pair.edge(), None).await;
    assert!(told.starts_with("tls_certificate: cannot read"), "{told}");
    pair.renew();
    pair.write("certificate.pem", "-----BEGIN NONSENSE-----");
    let told = error(pair.edge(), None).await;
    assert!(
        told.starts_with("tls_certificate: there is no certificate in PEM in"),
        "{told}"
    );
    pair.renew();
    let secret = std::fs::read_to_string(pair.folder.path().join("key.pem")).unwrap();
    pair.write("key.pem", "");
    let told = error(pair.edge(), None).await;
    assert!(
        told.starts_with("tls_key: there is no private key in PEM in"),
        "{told}"
    );
    pair.renew();
    pair.write("key.pem", &secret);
    let told = error(pair.edge(), None).await;
    assert!(told.contains("cannot be used together"), "{told}");
    let inside = secret.lines().nth(1).unwrap();
    assert!(!told.contains(inside), "no part of a key is ever told");
    pair.renew();
    let told = error(pair.edge(), Some("http://blis.example")).await;
    assert!(told.contains("public_url begins with http://"), "{told}");
    let redirecting = EdgeOptions {
        redirect_listen: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        ..EdgeOptions::default()
    };
    let told = error(redirecting, None).await;
    assert!(told.contains("needs a public_url"), "{told}");
}

#[actix_web::test]
async fn plain_http_is_sent_on_to_the_public_address() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let plain = free.local_addr().unwrap();
    drop(free);
    let pair = Pair::new();
    let client = pair.renew().client();
    let (app, running) = start(|options| {
        options.public_url = Some("https://blis.example/".to_owned());
        options.edge = EdgeOptions {
            redirect_listen: Some(plain),
            ..pair.edge()
        };
    })
    .await;
    let read = client
        .get(format!("http://{plain}/areas/1?lang=en"))
        .header("host", "evil.example");
    let sent_on = Reply::to(read).await;
    assert_eq!(
        (sent_on.status, sent_on.header("location")),
        (308, "https://blis.example/areas/1?lang=en")
    );
    let signing_in = client
        .post(format!("http://{plain}/api/v1/auth/session"))
        .body("{}");
    let refused = Reply::to(signing_in).await;
    refused.problem(blis_domain::problem::ProblemCode::InsecureTransport);
    assert_eq!(refused.header("location"), "");
    assert_eq!(
        Reply::to(client.get(format!("{}/health/live", https(&app))))
            .await
            .status,
        200
    );
    running.stop().await;
}
