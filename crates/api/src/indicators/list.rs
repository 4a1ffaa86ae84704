//! `GET /indicators`.

use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::Data;
use blis_domain::indicator::{Dimension, Indicator, PolicyArea};
use blis_domain::locale::folded;
use blis_domain::network::NetworkCode;
use blis_domain::wire::Page;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which indicators to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct IndicatorFilter {
    /// Words that all stand in the code, the name or the definition in either language, in any order and without
    /// marks.
    #[param(example = "bezdarba limenis")]
    q: Option<String>,
    /// One policy area alone.
    #[param(inline)]
    policy_area: Option<PolicyArea>,
    /// One dimension alone.
    #[param(inline)]
    dimension: Option<Dimension>,
    /// Those of a network's theme alone.
    #[param(example = "N4")]
    network: Option<NetworkCode>,
}

impl IndicatorFilter {
    fn lets_through(&self, sheet: &Indicator, theme: Option<PolicyArea>) -> bool {
        let found = |sought: &str| {
            let texts = [&sheet.name, &sheet.definition].map(|text| format!("{} {}", text.lv, text.en));
            let sheet = folded(&format!("{} {}", sheet.code, texts.join(" ")));
            folded(sought).split_whitespace().all(|word| sheet.contains(word))
        };
        self.policy_area
            .is_none_or(|policy_area| sheet.policy_area == policy_area)
            && self
                .dimension
                .is_none_or(|dimension| sheet.dimension == dimension)
            && theme.is_none_or(|policy_area| sheet.policy_area == policy_area)
            && self.q.as_deref().is_none_or(found)
    }
}

/// List indicators
///
/// In the order of the catalogue. The whole list is one page.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "list_indicators",
    params(IndicatorFilter),
    responses((status = 200, description = "The sheets of the catalogue", body = Page<Indicator>))
)]
#[get("/indicators")]
pub(crate) async fn list(
    state: Data<State>,
    Query(filter): Query<IndicatorFilter>,
) -> Result<Answer, ApiError> {
    let network = filter.network.clone();
    let (catalogue, theme) = blocking(move || {
        let theme = match network {
            Some(code) => Some(lookup::network(&state.store.networks()?, &code)?.policy_area),
            None => None,
        };
        Ok((state.store.indicators()?, theme))
    })
    .await?;
    let found: Vec<&Indicator> = catalogue
        .iter()
        .filter(|sheet| filter.lets_through(sheet, theme))
        .collect();
    Answer::json(&Page::whole(found))
}
