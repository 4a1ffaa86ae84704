//! What is asked and done about the sheet of an indicator by somebody who looks after the catalogue.

use super::session::{csrf, signed_in};
use super::{Failure, client};
use crate::state::cache::Answer;
use blis_client::{Client, Versioned};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::sheet::Sheet;
use blis_domain::wire::SheetVersionView;

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KnownSheet {
    /// What it says.
    pub(crate) sheet: Sheet,
    /// Its version, to be given back with a change.
    pub(crate) etag: String,
}

impl From<Versioned<Indicator>> for KnownSheet {
    fn from(known: Versioned<Indicator>) -> KnownSheet {
        KnownSheet {
            sheet: Sheet::from(&known.value),
            etag: known.etag,
        }
    }
}

/// A sheet with its versions, newest first.
pub(crate) fn sheet(code: IndicatorCode) -> Answer<(KnownSheet, Vec<SheetVersionView>)> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let versions = signed_in(&client, || client.indicator_versions(&code)).await?;
        let known = client.indicator_to_change(&code).await?;
        Ok((KnownSheet::from(known), versions.items))
    })
}

/// The versions of a sheet, newest first.
pub(crate) fn versions(code: IndicatorCode) -> Answer<Vec<SheetVersionView>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let versions = signed_in(&client, || client.indicator_versions(&code)).await?;
        Ok(versions.items)
    })
}

/// Puts a sheet in the place of the one of its version, and tells what it is since.
pub(crate) async fn change(client: Client, known: KnownSheet) -> Result<KnownSheet, Failure> {
    signed_in(&client, || async {
        let csrf = csrf(&client).await?;
        let changed = client.update_indicator(&csrf, &known.etag, &known.sheet).await?;
        Ok(KnownSheet::from(changed))
    })
    .await
}
