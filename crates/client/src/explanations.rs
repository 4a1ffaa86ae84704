//! Calls about explanations of figures. They are read with the figures.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::explanation::{Explanation, WriteExplanation};
use blis_domain::observation::ObservationKey;
use reqwest::{Method, Url};

impl Client {
    /// Explains a figure of the whole. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn explain(
        &self,
        csrf: &str,
        figure: &ObservationKey,
        said: &WriteExplanation,
    ) -> Result<Explanation, ClientError> {
        let request = self.request(Method::PUT, self.explanation_of(figure));
        let request = request.header(CSRF, csrf).json(said);
        answer::json(&transport::send(request).await?)
    }

    /// Withdraws the explanation of a figure.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn withdraw_explanation(&self, csrf: &str, figure: &ObservationKey) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.explanation_of(figure));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Explains a figure that waits to become public: the explanation appears with it.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn explain_beforehand(
        &self,
        csrf: &str,
        figure: &ObservationKey,
        said: &WriteExplanation,
    ) -> Result<(), ClientError> {
        let request = self.request(Method::PUT, self.beforehand(figure));
        let request = request.header(CSRF, csrf).json(said);
        answer::nothing(&transport::send(request).await?)
    }

    /// Withdraws the explanation of a figure that waits to become public.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn withdraw_beforehand(&self, csrf: &str, figure: &ObservationKey) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.beforehand(figure));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    fn beforehand(&self, figure: &ObservationKey) -> Url {
        let mut url = self.explanation_of(figure);
        url.query_pairs_mut().append_pair("with_release", "true");
        url
    }

    fn explanation_of(&self, figure: &ObservationKey) -> Url {
        let (indicator, area) = (figure.indicator.as_str(), figure.area.as_str());
        let period = figure.period.to_string();
        self.address
            .of(&["observations", indicator, area, &period, "explanation"])
    }
}
