//! Calls about indicators and their values: the catalogue, blocks, comparisons, flat rows.

use crate::client::Client;
use crate::error::ClientError;
use crate::queries::{ChangesQuery, CompareQuery, ObservationsQuery};
use blis_domain::area::AreaCode;
use blis_domain::arithmetic::Arithmetic;
use blis_domain::breakdown::PartsSought;
use blis_domain::change::{ChangePage, DataChange};
use blis_domain::compare::Comparison;
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::observation::{Observation, ObservationKey};
use blis_domain::peers::PeerSelector;
use blis_domain::series::Series;
use blis_domain::wire::{ImageFormat, Page, TableFormat};
use reqwest::Url;

impl Client {
    /// The whole catalogue, in its order.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn indicators(&self) -> Result<Vec<Indicator>, ClientError> {
        self.get_all(self.address.of(&["indicators"])).await
    }

    /// One sheet of the catalogue, as it is or as it was known then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn indicator(
        &self,
        indicator: &IndicatorCode,
        as_of: Option<&str>,
    ) -> Result<Indicator, ClientError> {
        let parameters = [("as_of", as_of.map(str::to_owned))];
        self.get(
            self.address
                .with(&["indicators", indicator.as_str()], &parameters),
        )
        .await
    }

    /// The block of an indicator: all periods of the peers, as they are or as they were known then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn series(
        &self,
        indicator: &IndicatorCode,
        peers: &PeerSelector,
        as_of: Option<&str>,
    ) -> Result<Series, ClientError> {
        let parameters = [
            ("peers", Some(peers.to_string())),
            ("as_of", as_of.map(str::to_owned)),
        ];
        self.get(
            self.address
                .with(&["indicators", indicator.as_str(), "series"], &parameters),
        )
        .await
    }

    /// Where an area stands among its peers in one indicator.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn compare(&self, query: &CompareQuery) -> Result<Comparison, ClientError> {
        self.get(self.address.with(&["compare"], &asked(query))).await
    }

    /// The rows of a comparison as a file; with `every_period` those of all periods, for which the question names none.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn export_comparison(
        &self,
        query: &CompareQuery,
        every_period: bool,
        format: TableFormat,
    ) -> Result<Vec<u8>, ClientError> {
        self.table(self.comparison_table_address(query, every_period, format), format)
            .await
    }

    /// Where [`Client::export_comparison`] gets them: for a link in a page.
    pub fn comparison_table_address(
        &self,
        query: &CompareQuery,
        every_period: bool,
        format: TableFormat,
    ) -> Url {
        let mut parameters = asked(query).to_vec();
        parameters.push(("every_period", every_period.then(|| "true".to_owned())));
        let file = format!("compare.{}", format.extension());
        self.linked(self.address.with(&[&file], &parameters))
    }

    /// Where a chart of a comparison lies as an image: for a link in a page. `chart` is its name in the address
    /// (`ranking`), and `picks` are the comparators that stand out.
    pub fn chart_address(
        &self,
        chart: &str,
        query: &CompareQuery,
        picks: &[AreaCode],
        format: ImageFormat,
    ) -> Url {
        let picks: Vec<&str> = picks.iter().map(AreaCode::as_str).collect();
        let mut parameters = asked(query).to_vec();
        parameters.push(("pick", (!picks.is_empty()).then(|| picks.join(","))));
        let file = format!("{chart}.{}", format.extension());
        self.linked(self.address.with(&["charts", &file], &parameters))
    }

    /// A page of what changed, oldest first.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call; a problem `unknown-version` when a copy has to be laid down anew.
    pub async fn changes(&self, query: &ChangesQuery) -> Result<ChangePage, ClientError> {
        let parameters = [
            ("since", query.since.clone()),
            ("cursor", query.cursor.clone()),
            ("indicator", query.indicator.as_ref().map(ToString::to_string)),
            ("area", query.area.as_ref().map(ToString::to_string)),
            ("limit", query.limit.map(|limit| limit.to_string())),
        ];
        self.get(self.address.with(&["observations", "changes"], &parameters))
            .await
    }

    /// How a derived figure of the whole is computed, as it is or as it was known then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn arithmetic(
        &self,
        figure: &ObservationKey,
        as_of: Option<&str>,
    ) -> Result<Arithmetic, ClientError> {
        let (indicator, area) = (figure.indicator.as_str(), figure.area.as_str());
        let period = figure.period.to_string();
        let path = ["observations", indicator, area, &period, "arithmetic"];
        let parameters = [("as_of", as_of.map(str::to_owned))];
        self.get(self.address.with(&path, &parameters)).await
    }

    /// A page of the changes as wholes, newest first.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn data_changes(
        &self,
        cursor: Option<String>,
        limit: Option<u32>,
    ) -> Result<Page<DataChange>, ClientError> {
        let parameters = [
            ("cursor", cursor),
            ("limit", limit.map(|limit| limit.to_string())),
        ];
        self.get(self.address.with(&["changes"], &parameters)).await
    }

    /// A page of flat rows.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn observations(&self, query: &ObservationsQuery) -> Result<Page<Observation>, ClientError> {
        let parameters = [
            ("indicator", query.indicator.as_ref().map(ToString::to_string)),
            ("area", query.area.as_ref().map(ToString::to_string)),
            (
                "breakdown",
                (query.breakdown != PartsSought::Wholes).then(|| query.breakdown.to_string()),
            ),
            ("changed_since", query.changed_since.clone()),
            ("as_of", query.as_of.clone()),
            ("cursor", query.cursor.clone()),
            ("limit", query.limit.map(|limit| limit.to_string())),
        ];
        self.get(self.address.with(&["observations"], &parameters)).await
    }
}

/// What a comparison is asked by.
fn asked(query: &CompareQuery) -> [(&'static str, Option<String>); 5] {
    [
        ("indicator", Some(query.indicator.to_string())),
        ("area", Some(query.area.to_string())),
        ("peers", Some(query.peers.to_string())),
        ("period", query.period.map(|period| period.to_string())),
        ("as_of", query.as_of.clone()),
    ]
}
