//! What the page asks the server for, by `blis-client`, and why there may be no answer. What nobody sees who is not
//! signed in is asked in `desk`, `releases` and `sheet`.

pub(crate) mod desk;
pub(crate) mod releases;
mod session;
pub(crate) mod sheet;

use crate::address::Moment;
use crate::reference::Reference;
use crate::state::cache::Answer;
use crate::state::language::use_language;
use blis_client::{Client, ClientError};
use blis_domain::area::{Area, AreaCode, AreaScope};
use blis_domain::arithmetic::Arithmetic;
use blis_domain::brief::Brief;
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::network::NetworkCode;
use blis_domain::observation::ObservationKey;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::problem::ProblemItem;
use blis_domain::rights::Action;
use blis_domain::series::Series;
use blis_domain::wire::Profile;
use futures::future::try_join4;
use std::sync::Arc;

/// As many similar areas as there are other pilots: any `similar:k` is then a local choice.
const EVERY_OTHER_PILOT: u8 = 43;

/// The status of one who asks too often (RFC 6585, 4).
const TOO_MANY_REQUESTS: u16 = 429;

/// The status of one whose session is over (RFC 9110, 15.5.2).
const UNAUTHORIZED: u16 = 401;

/// The place of a page in a list: the cursor that the page before gave, none for the first.
pub(crate) type Place = Option<String>;

/// Why there is no answer, in terms a reader can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The server was not reached.
    Unreachable,
    /// The server refused and said why, in the language of the page.
    Refused {
        /// What kind of refusal.
        title: String,
        /// This one.
        detail: String,
        /// What is wrong in particular, each with a sentence of its own.
        faults: Vec<ProblemItem>,
        /// Whether asking the same again may bring another answer.
        passing: bool,
    },
    /// Nobody is signed in, or not any more.
    SignedOut,
    /// The answer was not understood.
    Unreadable,
    /// A piece of the page did not come: the network again, or the server has a newer page by now.
    NotLoaded,
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Failure {
        match error {
            ClientError::Problem(problem) if problem.status == UNAUTHORIZED => Failure::SignedOut,
            ClientError::Problem(problem) => Failure::Refused {
                passing: problem.status >= 500 || problem.status == TOO_MANY_REQUESTS,
                title: problem.title,
                detail: problem.detail,
                faults: problem.errors,
            },
            ClientError::Transport(_) | ClientError::Address(_) => Failure::Unreachable,
            ClientError::Token(_) | ClientError::Unreadable { .. } => {
                // For whoever looks into it; the reader gets a sentence in the language of the page.
                leptos::logging::error!("{error}");
                Failure::Unreadable
            }
        }
    }
}

/// A client of the server this page came from, in the language of the page.
pub(crate) fn client() -> Result<Client, Failure> {
    let origin = leptos::prelude::window()
        .location()
        .origin()
        .map_err(|_| Failure::Unreachable)?;
    Ok(Client::new(&origin)?.in_language(use_language()))
}

/// Areas, networks, catalogue and instance, side by side.
pub(crate) fn reference((): ()) -> Answer<Reference> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let (areas, networks, indicators, instance) = try_join4(
            client.areas(AreaScope::Country, None),
            client.networks(None),
            client.indicators(),
            client.instance(),
        )
        .await?;
        Ok(Reference {
            areas,
            networks,
            indicators: indicators.into_iter().map(Arc::new).collect(),
            demonstration: instance.demonstration,
        })
    })
}

/// Something with when it was known; as it is when there is no moment.
pub(crate) type Known<T> = (T, Option<Moment>);

/// The block of an indicator over the whole country: every set of peers is a part of it.
pub(crate) fn series((indicator, then): Known<IndicatorCode>) -> Answer<Series> {
    let client = client();
    Box::pin(async move {
        let then = then.as_ref().map(Moment::as_str);
        Ok(client?.series(&indicator, &PeerSelector::Country, then).await?)
    })
}

/// The sheet of an indicator as it was known then.
pub(crate) fn sheet_then((indicator, then): Known<IndicatorCode>) -> Answer<Indicator> {
    let client = client();
    Box::pin(async move {
        Ok(client?
            .indicator(&indicator, then.as_ref().map(Moment::as_str))
            .await?)
    })
}

/// A municipality with the networks it was in then.
pub(crate) fn area_then((area, then): Known<AreaCode>) -> Answer<Area> {
    let client = client();
    Box::pin(async move { Ok(client?.area(&area, then.as_ref().map(Moment::as_str)).await?) })
}

/// Who took part in a network then.
pub(crate) fn members_then((network, then): Known<NetworkCode>) -> Answer<Vec<AreaCode>> {
    let client = client();
    Box::pin(async move {
        let then = then.as_ref().map(Moment::as_str);
        Ok(client?.network(&network, then).await?.members)
    })
}

/// The pilots by their likeness to an area, nearest first.
pub(crate) fn nearest((area, then): Known<AreaCode>) -> Answer<Vec<AreaCode>> {
    let client = client();
    Box::pin(async move {
        let then = then.as_ref().map(Moment::as_str);
        let similar = client?.similar(&area, EVERY_OTHER_PILOT, then).await?;
        Ok(similar.items.into_iter().map(|one| one.area).collect())
    })
}

/// A figure of the whole: of what, of whom, when.
pub(crate) type Figure = (IndicatorCode, AreaCode, Period);

/// How a derived figure is computed.
pub(crate) fn arithmetic(((indicator, area, period), then): Known<Figure>) -> Answer<Arithmetic> {
    let client = client();
    Box::pin(async move {
        let figure = ObservationKey::whole(indicator, area, period);
        let then = then.as_ref().map(Moment::as_str);
        Ok(client?.arithmetic(&figure, then).await?)
    })
}

/// What a profile, and the councillor's page, is asked by: whose, compared with whom, when.
pub(crate) type ProfileQuestion = (AreaCode, PeerSelector, Option<Period>);

/// The profile of an area.
pub(crate) fn profile(((area, peers, period), then): Known<ProfileQuestion>) -> Answer<Profile> {
    let client = client();
    Box::pin(async move {
        let then = then.as_ref().map(Moment::as_str);
        Ok(client?.profile(&area, &peers, period, then).await?)
    })
}

/// The councillor's page of an area.
pub(crate) fn brief(((area, peers, period), then): Known<ProfileQuestion>) -> Answer<Brief> {
    let client = client();
    Box::pin(async move {
        let then = then.as_ref().map(Moment::as_str);
        Ok(client?.brief(&area, &peers, period, then).await?)
    })
}

/// The instant of the latest change of the figures; none while there is none.
pub(crate) async fn latest_change(client: Client) -> Result<Option<Moment>, Failure> {
    let changes = client.data_changes(None, Some(1)).await?;
    let latest = changes.items.first().map(|change| change.recorded_at.parse());
    latest.transpose().map_err(|()| Failure::Unreadable)
}

/// What whoever is signed in may do.
pub(crate) fn may((): ()) -> Answer<Vec<Action>> {
    let client = client();
    Box::pin(async move { Ok(client?.may().await?) })
}
