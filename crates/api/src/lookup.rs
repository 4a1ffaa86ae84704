//! Finding what a request names: a parameter that names nothing is a bad request, an address that does is not found.

mod absent;
mod refused;

use crate::state::State;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use absent::Absent;
use blis_domain::area::{Area, AreaCode};
use blis_domain::breakdown::PartsSought;
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::network::{Network, NetworkCode};
use blis_domain::peers::{PeerSelector, PeersError};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use blis_store::{KnownThen, Store};

/// What was known at the moment a request names; nothing when it names none and what is known now is wanted.
pub(crate) fn as_of(state: &State, moment: Option<AsOf>) -> Result<Option<KnownThen>, ApiError> {
    let Some(moment) = moment else {
        return Ok(None);
    };
    let now = state.clock.now();
    let then = state.store.as_of(moment.instant(now))?;
    Ok(Some(KnownThen {
        settled: then.settled && !moment.is_today(now),
        ..then
    }))
}

/// The area of a parameter.
pub(crate) fn area<'a>(areas: &'a [Area], code: &AreaCode) -> Result<&'a Area, ApiError> {
    sought_area(areas, code).map_err(|absent| absent.in_parameter("area"))
}

/// The area of an address.
pub(crate) fn area_in_path<'a>(areas: &'a [Area], code: &AreaCode) -> Result<&'a Area, ApiError> {
    sought_area(areas, code).map_err(Absent::in_path)
}

fn sought_area<'a>(areas: &'a [Area], code: &AreaCode) -> Result<&'a Area, Absent> {
    areas
        .iter()
        .find(|area| area.code == *code)
        .ok_or_else(|| Absent::area(code))
}

/// The indicator of a parameter.
pub(crate) fn indicator<'a>(
    catalogue: &'a [Indicator],
    parameter: &str,
    code: &IndicatorCode,
) -> Result<&'a Indicator, ApiError> {
    sought_indicator(catalogue, code).map_err(|absent| absent.in_parameter(parameter))
}

/// That an indicator has the parts that a parameter asks for: it may have none of them yet, but it can.
pub(crate) fn parts(sheet: &Indicator, sought: PartsSought) -> Result<(), ApiError> {
    match sheet.division().has_sought(sought) {
        true => Ok(()),
        false => Err(no_such_parts(sheet)),
    }
}

fn no_such_parts(sheet: &Indicator) -> ApiError {
    let (code, told) = (&sheet.code, sheet.division().told());
    let text = match told.is_empty() {
        true => Text::new(
            format!("rādītājam {code} nav dalījuma."),
            format!("the indicator {code} has no breakdown."),
        ),
        false => Text::new(
            format!("rādītājam {code} tādas daļas nav; tā daļas ir {told}."),
            format!("the indicator {code} has no such part; its parts are {told}."),
        ),
    };
    ProblemDraft::parameter("breakdown", "unknown_breakdown", text).into()
}

/// The indicator of an address.
pub(crate) fn indicator_in_path<'a>(
    catalogue: &'a [Indicator],
    code: &IndicatorCode,
) -> Result<&'a Indicator, ApiError> {
    sought_indicator(catalogue, code).map_err(Absent::in_path)
}

/// There is no such indicator at the address.
pub(crate) fn no_indicator(code: &IndicatorCode) -> ApiError {
    Absent::indicator(code).in_path()
}

fn sought_indicator<'a>(catalogue: &'a [Indicator], code: &IndicatorCode) -> Result<&'a Indicator, Absent> {
    catalogue
        .iter()
        .find(|sheet| sheet.code == *code)
        .ok_or_else(|| Absent::indicator(code))
}

/// The network of a parameter.
pub(crate) fn network<'a>(networks: &'a [Network], code: &NetworkCode) -> Result<&'a Network, ApiError> {
    sought_network(networks, code).map_err(|absent| absent.in_parameter("network"))
}

/// The network of an address.
pub(crate) fn network_in_path<'a>(
    networks: &'a [Network],
    code: &NetworkCode,
) -> Result<&'a Network, ApiError> {
    sought_network(networks, code).map_err(Absent::in_path)
}

fn sought_network<'a>(networks: &'a [Network], code: &NetworkCode) -> Result<&'a Network, Absent> {
    networks
        .iter()
        .find(|network| network.code == *code)
        .ok_or_else(|| Absent::network(code))
}

/// That a region of a parameter is one of the areas'.
pub(crate) fn region(areas: &[Area], code: &str) -> Result<(), ApiError> {
    match areas.iter().any(|area| area.region == code) {
        true => Ok(()),
        false => Err(Absent::region(code).in_parameter("region")),
    }
}

/// The members of a comparison set, the area itself among them: who took part in a network, and who is alike, as it was
/// known then.
pub(crate) fn peers(
    store: &Store,
    selector: &PeerSelector,
    own: &AreaCode,
    then: Option<KnownThen>,
) -> Result<Vec<AreaCode>, ApiError> {
    let nearest: Vec<AreaCode> = match selector {
        PeerSelector::Similar(_) => store
            .nearest(own, &[], then)?
            .into_iter()
            .map(|one| one.area)
            .collect(),
        _ => Vec::new(),
    };
    let areas = store.areas_then(then)?;
    selector.members(own, &areas, &nearest).map_err(no_such_peers)
}

/// The members of a comparison set where no area is asked about, as it was known then.
pub(crate) fn peers_of_nobody(
    store: &Store,
    selector: &PeerSelector,
    then: Option<KnownThen>,
) -> Result<Vec<AreaCode>, ApiError> {
    let areas = store.areas_then(then)?;
    selector.members_for_nobody(&areas).map_err(no_such_peers)
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
