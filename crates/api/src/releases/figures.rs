//! `GET /releases/{id}/figures`.

use super::ReleasePath;
use crate::areas::preview::WaitingPage;
use crate::auth::{Granted, ReadEmbargoed};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::area::AreaCode;
use blis_domain::network::Network;
use blis_domain::preview::PreviewFigure;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::release::{Release, ReleaseState};
use blis_domain::rights::{Action, Sight, Within};
use blis_domain::wire::Page;
use blis_store::{HeldFilter, Waiting};

/// List the figures of a release that is not public yet
///
/// Members of networks read those of their networks' municipalities from `release_at` until `members_until`; data stewards
/// read all of them at any time, with what is held and what municipalities answered. Once it is public nothing waits, and
/// the list is empty.
#[utoipa::path(
    tag = "Releases",
    operation_id = "list_release_figures",
    params(ReleasePath, WaitingPage),
    responses((
        status = 200,
        description = "A page of the figures that wait",
        body = Page<PreviewFigure>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/releases/{id}/figures")]
pub(crate) async fn figures(
    granted: Granted<ReadEmbargoed>,
    request: HttpRequest,
    path: Path<ReleasePath>,
    Query(page): Query<WaitingPage>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let question = Question::of("release_figures", &path.id)?;
    let after = page.after(&question)?;
    let address = format!("{BASE}/releases/{}/figures", path.id);
    let (json, next) = blocking(move || {
        let release = state.store.release(&path.id)?;
        let sight = granted.caller.standing().sight(Action::ReadEmbargoed);
        let filter = filter(&release, &sight, &state.store.networks()?)?;
        let releases = [release];
        let asker = (&**state, granted.caller.standing());
        let page = page.behind(after, &question, asker, (&filter, &releases), language.0)?;
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(&request, &address, language, json, next.as_deref()))
}

/// What whoever asks may see of a release now.
fn filter(release: &Release, sight: &Sight, networks: &[Network]) -> Result<HeldFilter, ApiError> {
    let of_release = HeldFilter {
        release: Some((release.indicators.clone(), release.period)),
        ..HeldFilter::default()
    };
    let places = match sight {
        Sight::Everything => {
            return Ok(HeldFilter {
                waiting: Waiting::Any,
                ..of_release
            });
        }
        Sight::Only(places) => places.as_slice(),
        Sight::Own(_) | Sight::Nothing => &[],
    };
    if release.state == ReleaseState::Draft || release.state == ReleaseState::Scheduled {
        return Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            "Šie dati vēl ir slēgti.",
            "These figures are still under embargo.",
        )
        .into());
    }
    if release.state == ReleaseState::Published {
        // What waits for the same figures by now waits for another release.
        return Ok(HeldFilter {
            areas: Some(Vec::new()),
            ..of_release
        });
    }
    let is_theirs = |network: &&Network| {
        places.iter().any(|place| match place {
            Within::Network(code) => *code == network.code,
            Within::Municipality(code) => network.members.contains(code),
            Within::Everywhere | Within::Feed(_) => false,
        })
    };
    let theirs = networks.iter().filter(is_theirs);
    let areas: Vec<AreaCode> = theirs
        .flat_map(|network| network.members.iter().cloned())
        .collect();
    Ok(HeldFilter {
        waiting: Waiting::ForRelease,
        areas: Some(areas),
        ..of_release
    })
}
