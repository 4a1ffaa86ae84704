//! What the page asks the server for, by `blis-client`, and why there may be no answer. What nobody sees who is not
//! signed in is asked in `desk`.

pub(crate) mod desk;

use crate::reference::Reference;
use crate::state::cache::Answer;
use crate::state::language::use_language;
use blis_client::{Client, ClientError};
use blis_domain::area::{AreaCode, AreaScope};
use blis_domain::indicator::IndicatorCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
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
            client.areas(AreaScope::Country),
            client.networks(),
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

/// The block of an indicator over the whole country: every set of peers is a part of it.
pub(crate) fn series(indicator: IndicatorCode) -> Answer<Series> {
    let client = client();
    Box::pin(async move { Ok(client?.series(&indicator, &PeerSelector::Country).await?) })
}

/// The pilots by their likeness to an area, nearest first.
pub(crate) fn nearest(area: AreaCode) -> Answer<Vec<AreaCode>> {
    let client = client();
    Box::pin(async move {
        let similar = client?.similar(&area, EVERY_OTHER_PILOT).await?;
        Ok(similar.items.into_iter().map(|one| one.area).collect())
    })
}

/// What a profile is asked by: whose, compared with whom, when.
pub(crate) type ProfileQuestion = (AreaCode, PeerSelector, Option<Period>);

/// The profile of an area.
pub(crate) fn profile((area, peers, period): ProfileQuestion) -> Answer<Profile> {
    let client = client();
    Box::pin(async move { Ok(client?.profile(&area, &peers, period).await?) })
}

/// Whether whoever is signed in finds administration in the menu.
pub(crate) fn administers((): ()) -> Answer<bool> {
    let client = client();
    Box::pin(async move {
        let may = client?.may().await?;
        Ok(Action::ADMINISTRATION.iter().any(|action| may.contains(action)))
    })
}
