//! Calls about hidden figures.

use crate::client::Client;
use crate::error::ClientError;
use crate::queries::HiddenQuery;
use blis_domain::hidden::HiddenFigure;
use blis_domain::wire::Page;

impl Client {
    /// A page of the figures that are not shown to everybody, of the municipalities within reach.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn hidden(&self, query: &HiddenQuery) -> Result<Page<HiddenFigure>, ClientError> {
        let parameters = [
            ("indicator", query.indicator.as_ref().map(ToString::to_string)),
            ("area", query.area.as_ref().map(ToString::to_string)),
            ("cursor", query.cursor.clone()),
            ("limit", query.limit.map(|limit| limit.to_string())),
        ];
        self.get(self.address.with(&["hidden"], &parameters)).await
    }
}
