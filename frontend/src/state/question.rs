//! The question of a comparison page and its answer, computed in the browser from the block.
//!
//! A change of peers, period or picks is a change of these signals and asks the server nothing.

use crate::address::{ComparisonAddress, Moment};
use crate::api::{Failure, Figure, Known};
use crate::reference::Reference;
use crate::state::cache::Load;
use crate::state::data::{use_data, use_reference};
use crate::state::own_area::own_area;
use blis_domain::area::AreaCode;
use blis_domain::compare::{Comparison, compare};
use blis_domain::indicator::Indicator;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::series::Series;
use leptos::prelude::*;
use std::sync::Arc;

/// The comparison set of the question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PeersNow {
    /// The members, the own area among them.
    Members(Arc<Vec<AreaCode>>),
    /// The similar ones, or who took part then, are on their way.
    Waiting,
    /// They did not come.
    Failed(Failure),
    /// The set names nothing that exists.
    Unknown,
}

/// What is compared, as signals.
#[derive(Clone, Copy)]
pub(crate) struct Question {
    /// The sheet of the indicator.
    pub(crate) indicator: StoredValue<Arc<Indicator>>,
    /// Its block.
    pub(crate) series: StoredValue<Arc<Series>>,
    /// The address.
    pub(crate) address: Memo<ComparisonAddress>,
    /// Whose place is asked for.
    pub(crate) area: Memo<AreaCode>,
    /// When: as the address says, or the period that shows most of the area; the server takes the same.
    pub(crate) period: Memo<Option<Period>>,
    /// Compared with whom.
    pub(crate) peers: Memo<PeersNow>,
    /// The answer; none while the peers are not known.
    pub(crate) comparison: Memo<Option<Arc<Comparison>>>,
}

impl Question {
    /// The signals of an address over a block.
    pub(crate) fn new(
        indicator: Arc<Indicator>,
        series: Arc<Series>,
        address: Memo<ComparisonAddress>,
        example: AreaCode,
    ) -> Question {
        let indicator = StoredValue::new(indicator);
        let series = StoredValue::new(series);
        let reference = use_reference();
        let known = Arc::clone(&reference);
        let area = Memo::new(move |_| {
            address
                .with(|address| address.area.clone())
                .filter(|code| known.area(code).is_some())
                .or_else(|| own_area(&known))
                .unwrap_or_else(|| example.clone())
        });
        let period = Memo::new(move |_| {
            let named = address.with(|address| address.period);
            named.or_else(|| series.read_value().period_to_show(&area.read()))
        });
        let peers = Memo::new(move |_| {
            let address = address.read();
            resolve(&address.peers, &area.read(), address.as_of.as_ref(), &reference)
        });
        let comparison = Memo::new(move |_| match peers.get() {
            PeersNow::Members(members) => Some(Arc::new(compare(
                &indicator.read_value(),
                &series.read_value(),
                &area.read(),
                &address.read().peers.to_string(),
                &members,
                period.get(),
            ))),
            _ => None,
        });
        Question {
            indicator,
            series,
            address,
            area,
            period,
            peers,
            comparison,
        }
    }
}

impl Question {
    /// The own figure that is asked about, and as of when; none where there is no period. Reading it tracks.
    pub(crate) fn own_figure(self) -> Option<Known<Figure>> {
        let code = self.indicator.read_value().code.clone();
        let figure = (code, self.area.get(), self.period.get()?);
        Some((figure, self.address.read().as_of.clone()))
    }
}

/// The members of another set than the one asked for, beside the same area and moment. Reading it tracks.
pub(crate) fn resolve(
    selector: &PeerSelector,
    area: &AreaCode,
    then: Option<&Moment>,
    reference: &Reference,
) -> PeersNow {
    match members(selector, area, then, reference) {
        Ok(members) => PeersNow::Members(Arc::new(members)),
        Err(hindrance) => hindrance,
    }
}

/// The members of the set, or what keeps them from being known.
fn members(
    selector: &PeerSelector,
    area: &AreaCode,
    then: Option<&Moment>,
    reference: &Reference,
) -> Result<Vec<AreaCode>, PeersNow> {
    let data = use_data();
    let chosen = |selector: &PeerSelector, nearest: &[AreaCode]| {
        let members = selector.members(area, &reference.areas, nearest);
        members.map_err(|_| PeersNow::Unknown)
    };
    match selector {
        PeerSelector::Similar(_) => {
            let nearest = came(data.nearest.get(&(area.clone(), then.cloned())))?;
            chosen(selector, &nearest)
        }
        // Who takes part now is nothing that was known then.
        PeerSelector::Network(code) if then.is_some() && reference.network(code).is_some() => {
            let members = came(data.members.get(&(code.clone(), then.cloned())))?;
            chosen(&PeerSelector::Areas(members.to_vec()), &[])
        }
        _ => chosen(selector, &[]),
    }
}

fn came<T>(load: Load<T>) -> Result<Arc<T>, PeersNow> {
    match load {
        Load::Loading => Err(PeersNow::Waiting),
        Load::Failed(failure) => Err(PeersNow::Failed(failure)),
        Load::Ready(value) => Ok(value),
    }
}
