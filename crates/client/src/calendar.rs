//! Calls about what is to come: the calendar, what is overdue, and figures before their release.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::area::AreaCode;
use blis_domain::calendar::{CalendarEntry, Day, OverdueFigure};
use blis_domain::indicator::IndicatorCode;
use blis_domain::network::NetworkCode;
use blis_domain::preview::{AnswerFigure, FigureAnswer, PreviewFigure};
use blis_domain::wire::Page;
use reqwest::Method;

impl Client {
    /// Which figures are expected from one day to another, half a year back and ahead when none is named.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn calendar(
        &self,
        from: Option<Day>,
        to: Option<Day>,
    ) -> Result<Page<CalendarEntry>, ClientError> {
        let parameters = [
            ("from_day", from.map(|day| day.to_string())),
            ("to_day", to.map(|day| day.to_string())),
        ];
        self.get(self.address.with(&["calendar"], &parameters)).await
    }

    /// What is overdue of a network, an area, an indicator, or of all that may be seen.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn overdue(
        &self,
        network: Option<&NetworkCode>,
        area: Option<&AreaCode>,
        indicator: Option<&IndicatorCode>,
    ) -> Result<Page<OverdueFigure>, ClientError> {
        let parameters = [
            ("network", network.map(ToString::to_string)),
            ("area", area.map(ToString::to_string)),
            ("indicator", indicator.map(ToString::to_string)),
        ];
        self.get(self.address.with(&["calendar", "overdue"], &parameters))
            .await
    }

    /// A page of the figures of a municipality that wait to become public.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn preview(
        &self,
        area: &AreaCode,
        cursor: Option<String>,
    ) -> Result<Page<PreviewFigure>, ClientError> {
        let path = ["areas", area.as_str(), "preview"];
        self.get(self.address.with(&path, &[("cursor", cursor)])).await
    }

    /// Answers about a figure of a municipality before its release. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn answer_figure(
        &self,
        csrf: &str,
        area: &AreaCode,
        id: &str,
        answer: &AnswerFigure,
    ) -> Result<FigureAnswer, ClientError> {
        let url = self
            .address
            .of(&["areas", area.as_str(), "preview", id, "answer"]);
        let request = self.request(Method::POST, url).header(CSRF, csrf).json(answer);
        answer::json(&transport::send(request).await?)
    }

    /// A page of the figures of a release that is not public yet.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn release_figures(
        &self,
        id: &str,
        cursor: Option<String>,
    ) -> Result<Page<PreviewFigure>, ClientError> {
        let path = ["releases", id, "figures"];
        self.get(self.address.with(&path, &[("cursor", cursor)])).await
    }
}
