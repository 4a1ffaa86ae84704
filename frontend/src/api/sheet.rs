//! What is asked and done about the sheet of an indicator by somebody who looks after the catalogue.

use super::session::{csrf, signed_in};
use super::{Failure, client};
use crate::state::cache::Answer;
use blis_client::Client;
use blis_domain::indicator::IndicatorCode;
use blis_domain::sheet::Sheet;
use blis_domain::wire::SheetVersionView;

/// A sheet and what it was.
#[derive(Debug, Clone)]
pub(crate) struct KnownSheet {
    /// The sheet.
    pub(crate) sheet: Sheet,
    /// Its version, to be given back with a change.
    pub(crate) etag: String,
    /// Its versions, newest first.
    pub(crate) versions: Vec<SheetVersionView>,
}

/// A sheet with its history.
pub(crate) fn sheet(code: IndicatorCode) -> Answer<KnownSheet> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let versions = signed_in(&client, || client.indicator_versions(&code)).await?;
        let known = client.indicator_to_change(&code).await?;
        Ok(KnownSheet {
            sheet: Sheet::from(&known.value),
            etag: known.etag,
            versions: versions.items,
        })
    })
}

/// Puts a sheet in the place of the one of a version.
pub(crate) async fn change(client: Client, etag: String, sheet: Sheet) -> Result<Sheet, Failure> {
    signed_in(&client, || async {
        let csrf = csrf(&client).await?;
        let changed = client.update_indicator(&csrf, &etag, &sheet).await?;
        Ok(Sheet::from(&changed.value))
    })
    .await
}
