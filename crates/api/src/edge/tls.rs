//! The certificate of the server, read from its files again when they change.

use super::options::TlsOptions;
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::{fs, io};
use thiserror::Error;

/// Why a certificate cannot be used. Nothing of a key is ever in it.
#[derive(Debug, Error)]
pub(crate) enum CertificateError {
    /// A file cannot be read.
    #[error("{setting}: cannot read {}: {cause}", path.display())]
    Unreadable {
        setting: &'static str,
        path: PathBuf,
        cause: io::Error,
    },
    /// A file does not hold what it should.
    #[error("{setting}: there is no {wanted} in PEM in {}", path.display())]
    Missing {
        setting: &'static str,
        path: PathBuf,
        wanted: &'static str,
    },
    /// The two do not belong together, or cannot be read by the library.
    #[error("tls_certificate {} and tls_key {} cannot be used together: {cause}", certificate.display(), key.display())]
    Unusable {
        certificate: PathBuf,
        key: PathBuf,
        cause: rustls::Error,
    },
}

/// The certificate in use.
#[derive(Debug)]
pub(crate) struct Certificates {
    options: TlsOptions,
    provider: Arc<CryptoProvider>,
    kept: RwLock<Kept>,
}

#[derive(Debug, Clone)]
struct Kept {
    /// What the files held when they were last looked at, usable or not: a bad pair is told of once.
    seen: Files,
    key: Arc<CertifiedKey>,
}

/// The bytes of both files. Their times say less: a copy may be as old as its original.
#[derive(Clone, PartialEq, Eq)]
struct Files {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

/// What came of looking at the files again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Looked {
    /// Nothing changed.
    Same,
    /// A new certificate is in use.
    Renewed,
}

impl Certificates {
    /// Reads the files for the first time.
    pub(crate) fn load(options: TlsOptions) -> Result<Arc<Certificates>, CertificateError> {
        let provider = Arc::new(ring::default_provider());
        let seen = Files::read(&options)?;
        let key = seen.certified(&options, &provider)?;
        Ok(Arc::new(Certificates {
            options,
            provider,
            kept: RwLock::new(Kept { seen, key }),
        }))
    }

    /// Reads them again. What cannot be used changes nothing, and is told of once.
    pub(crate) fn look(&self) -> Result<Looked, CertificateError> {
        let found = Files::read(&self.options)?;
        if found == self.kept.read().unwrap_or_else(PoisonError::into_inner).seen {
            return Ok(Looked::Same);
        }
        let certified = found.certified(&self.options, &self.provider);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.seen = found;
        kept.key = certified?;
        Ok(Looked::Renewed)
    }

    /// Looks at the files again and again, for as long as it is let.
    pub(crate) async fn keep(self: Arc<Certificates>) {
        let mut ticks = tokio::time::interval(self.options.look_every);
        let mut missing = false;
        loop {
            ticks.tick().await;
            let certificates = Arc::clone(&self);
            let looked = actix_web::rt::task::spawn_blocking(move || certificates.look()).await;
            let (Ok(outcome), was_missing) = (looked, missing) else {
                continue;
            };
            missing = matches!(outcome, Err(CertificateError::Unreadable { .. }));
            match outcome {
                Ok(Looked::Same) => {}
                Ok(Looked::Renewed) => tracing::info!("a new certificate is in use"),
                // A file that is not there is so at every look: it is told of at the first.
                Err(_) if missing && was_missing => {}
                Err(error) => {
                    tracing::error!(error = %error, "the new certificate cannot be used; the old one stays");
                }
            }
        }
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&kept.key))
    }
}

/// The encryption with these certificates: TLS 1.2 and 1.3, HTTP/2 where the browser knows it.
pub(crate) fn config(certificates: Arc<Certificates>) -> Result<Arc<ServerConfig>, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::clone(&certificates.provider))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(certificates);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

impl Files {
    fn read(options: &TlsOptions) -> Result<Files, CertificateError> {
        let read = |setting, path: &Path| {
            fs::read(path).map_err(|cause| CertificateError::Unreadable {
                setting,
                path: path.to_owned(),
                cause,
            })
        };
        Ok(Files {
            certificate: read("tls_certificate", &options.certificate)?,
            key: read("tls_key", &options.key)?,
        })
    }

    fn certified(
        &self,
        options: &TlsOptions,
        provider: &CryptoProvider,
    ) -> Result<Arc<CertifiedKey>, CertificateError> {
        let missing = |setting, path: &Path, wanted| CertificateError::Missing {
            setting,
            path: path.to_owned(),
            wanted,
        };
        let no_chain = || missing("tls_certificate", &options.certificate, "certificate");
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&self.certificate)
            .collect::<Result<_, _>>()
            .map_err(|_| no_chain())?;
        if chain.is_empty() {
            return Err(no_chain());
        }
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .map_err(|_| missing("tls_key", &options.key, "private key"))?;
        CertifiedKey::from_der(chain, key, provider)
            .map(Arc::new)
            .map_err(|cause| CertificateError::Unusable {
                certificate: options.certificate.clone(),
                key: options.key.clone(),
                cause,
            })
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Files(…)")
    }
}
