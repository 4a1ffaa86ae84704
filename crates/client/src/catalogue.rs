//! Calls that look after the catalogue: its sheets, their history, and the catalogue as a file.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::people::{Versioned, versioned};
use crate::transport;
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::sheet::Sheet;
use blis_domain::wire::{CatalogueChange, CatalogueFormat, Page, SheetThen, SheetVersionView};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, IF_MATCH};

impl Client {
    /// One sheet of the catalogue with its version, for a change of it.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn indicator_to_change(
        &self,
        indicator: &IndicatorCode,
    ) -> Result<Versioned<Indicator>, ClientError> {
        let url = self.address.of(&["indicators", indicator.as_str()]);
        versioned(&transport::send(self.request(Method::GET, url)).await?)
    }

    /// Puts a sheet in the place of the one there, if its version is still that of `etag`. `csrf` is the token that
    /// [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn update_indicator(
        &self,
        csrf: &str,
        etag: &str,
        sheet: &Sheet,
    ) -> Result<Versioned<Indicator>, ClientError> {
        let url = self.address.of(&["indicators", sheet.code.as_str()]);
        let request = self.request(Method::PUT, url).header(CSRF, csrf);
        versioned(&transport::send(request.header(IF_MATCH, etag).json(sheet)).await?)
    }

    /// The versions of a sheet, newest first.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn indicator_versions(
        &self,
        indicator: &IndicatorCode,
    ) -> Result<Page<SheetVersionView>, ClientError> {
        self.get(self.address.of(&["indicators", indicator.as_str(), "versions"]))
            .await
    }

    /// A sheet as it was in one of its versions.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn indicator_version(
        &self,
        indicator: &IndicatorCode,
        number: u64,
    ) -> Result<SheetThen, ClientError> {
        let number = number.to_string();
        let url = self
            .address
            .of(&["indicators", indicator.as_str(), "versions", &number]);
        self.get(url).await
    }

    /// The catalogue as a file.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn export_catalogue(&self, format: CatalogueFormat) -> Result<Vec<u8>, ClientError> {
        let url = self.address.of(&[&file(format)]);
        let answer = transport::send(self.request(Method::GET, url)).await?;
        answer::file(answer, format.media_type())
    }

    /// Takes in a file of the catalogue, or says what it would change. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn import_catalogue(
        &self,
        csrf: &str,
        format: CatalogueFormat,
        bytes: Vec<u8>,
        dry_run: bool,
    ) -> Result<CatalogueChange, ClientError> {
        let parameters = [("dry_run", Some(dry_run.to_string()))];
        let url = self.address.with(&[&file(format)], &parameters);
        let request = self.request(Method::PUT, url).header(CSRF, csrf);
        let request = request.header(CONTENT_TYPE, format.media_type()).body(bytes);
        answer::json(&transport::send(request).await?)
    }
}

fn file(format: CatalogueFormat) -> String {
    format!("catalogue.{}", format.extension())
}
