//! Finding what a request names, with a problem that names the parameter when it is not there.

use crate::web::problem::ApiError;
use blis_domain::area::{Area, AreaCode};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::network::{Network, NetworkCode};
use blis_domain::peers::{PeerSelector, PeersError};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_store::{Store, StoreError};

/// The area of a parameter.
pub(crate) fn area<'a>(areas: &'a [Area], code: &AreaCode) -> Result<&'a Area, ApiError> {
    areas.iter().find(|area| area.code == *code).ok_or_else(|| {
        ApiError::unknown(
            "area",
            "unknown_area",
            format!("pašvaldības ar kodu „{code}” 2009.–2021. gada iedalījumā nav."),
            format!("there is no local government “{code}” in the division of 2009–2021."),
        )
    })
}

/// The indicator of a parameter.
pub(crate) fn indicator<'a>(
    catalogue: &'a [Indicator],
    parameter: &str,
    code: &IndicatorCode,
) -> Result<&'a Indicator, ApiError> {
    catalogue.iter().find(|sheet| sheet.code == *code).ok_or_else(|| {
        ApiError::unknown(
            parameter,
            "unknown_indicator",
            format!("rādītāja „{code}” katalogā nav."),
            format!("there is no indicator “{code}” in the catalogue."),
        )
    })
}

/// The network of a parameter.
pub(crate) fn network<'a>(networks: &'a [Network], code: &NetworkCode) -> Result<&'a Network, ApiError> {
    networks
        .iter()
        .find(|network| network.code == *code)
        .ok_or_else(|| {
            ApiError::unknown(
                "network",
                "unknown_network",
                format!("tīkla „{code}” nav."),
                format!("there is no network “{code}”."),
            )
        })
}

/// That a region of a parameter is one of the areas'.
pub(crate) fn region(areas: &[Area], code: &str) -> Result<(), ApiError> {
    match areas.iter().any(|area| area.region == code) {
        true => Ok(()),
        false => Err(ApiError::unknown(
            "region",
            "unknown_region",
            format!("NUTS 3 reģiona „{code}” Latvijā nav; ir LV003, LV005–LV009."),
            format!("there is no NUTS 3 region “{code}” in Latvia; there are LV003 and LV005 to LV009."),
        )),
    }
}

/// The members of a comparison set, the area itself among them.
pub(crate) fn peers(
    store: &Store,
    areas: &[Area],
    selector: &PeerSelector,
    own: &AreaCode,
) -> Result<Vec<AreaCode>, ApiError> {
    let nearest: Vec<AreaCode> = match selector {
        PeerSelector::Similar(_) => store.nearest(own, &[])?.into_iter().map(|one| one.area).collect(),
        _ => Vec::new(),
    };
    selector.members(own, areas, &nearest).map_err(no_such_peers)
}

/// The members of a comparison set where no area is asked about.
pub(crate) fn peers_of_nobody(areas: &[Area], selector: &PeerSelector) -> Result<Vec<AreaCode>, ApiError> {
    selector.members_for_nobody(areas).map_err(no_such_peers)
}

fn no_such_peers(error: PeersError) -> ApiError {
    let (code, lv, en) = match error {
        PeersError::Unknown(text) => (
            "unknown_peers",
            format!("„{text}” nav nevienas pašvaldības."),
            format!("“{text}” names no local government."),
        ),
        PeersError::NeedsArea(text) => (
            "needs_area",
            format!("„{text}” šeit neder, jo nav norādīta pašvaldība, kurai līdzināties."),
            format!("“{text}” will not do here, where no area is asked about."),
        ),
        PeersError::Malformed(text) => (
            "invalid_parameter",
            format!("„{text}” nav salīdzināmā kopa."),
            format!("“{text}” is not a comparison set."),
        ),
    };
    ApiError::unknown("peers", code, lv, en)
}

impl From<StoreError> for ApiError {
    /// What the caller can do something about is said; everything else is a failure of the server, and the store
    /// names the step at which it happened.
    fn from(error: StoreError) -> ApiError {
        match &error {
            StoreError::UnknownIndicator(code) => ProblemDraft::not_found(
                format!("Rādītāja „{code}” katalogā nav."),
                format!("There is no indicator “{code}” in the catalogue."),
            )
            .into(),
            StoreError::UnknownArea(code) => ProblemDraft::not_found(
                format!("Pašvaldības ar kodu „{code}” 2009.–2021. gada iedalījumā nav."),
                format!("There is no local government “{code}” in the division of 2009–2021."),
            )
            .into(),
            StoreError::UnknownNetwork(code) => ProblemDraft::not_found(
                format!("Tīkla „{code}” nav."),
                format!("There is no network “{code}”."),
            )
            .into(),
            StoreError::UnknownFeed(feed) => ProblemDraft::not_found(
                format!("Plūsmas „{feed}” nav."),
                format!("There is no feed “{feed}”."),
            )
            .into(),
            StoreError::NothingToCompareBy => ProblemDraft::not_found(
                "Nav nevienas vērtības, pēc kuras noteikt līdzību.",
                "There is no value yet to measure likeness by.",
            )
            .into(),
            StoreError::KeyReused => ProblemDraft::new(
                ProblemCode::IdempotencyKeyReused,
                "Ar šo Idempotency-Key jau sūtīts cits saturs; jaunam saturam vajag jaunu atslēgu.",
                "Another body was sent with this Idempotency-Key; a new body needs a new key.",
            )
            .into(),
            StoreError::KeyRunning => ApiError::of_code(ProblemCode::StillRunning).retry_after(1),
            StoreError::Open { .. }
            | StoreError::NoConnection { .. }
            | StoreError::MigrationsPending { .. } => ApiError::unavailable(error),
            _ => ApiError::internal(error),
        }
    }
}
