//! What is asked and done about what becomes public when. The calendar and the list of releases are open to everybody;
//! figures before their release are not.

use super::session::{csrf, signed_in};
use super::{Failure, Place, client};
use crate::state::cache::Answer;
use blis_client::{ChangesQuery, Client};
use blis_domain::area::AreaCode;
use blis_domain::calendar::{CalendarEntry, Day, OverdueFigure, last_day};
use blis_domain::change::{Change, DataChange};
use blis_domain::explanation::WriteExplanation;
use blis_domain::observation::ObservationKey;
use blis_domain::period::Period;
use blis_domain::preview::{AnswerFigure, FigureAnswer, PreviewFigure};
use blis_domain::release::{PlanRelease, Release};
use blis_domain::wire::Page;

/// The changes of a page.
const CHANGES: u32 = 20;

/// The values of a change that are told one by one; a list for programs has all.
const VALUES: u32 = 100;

/// What is expected when, and what is planned and was released.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// The days, in their order.
    pub(crate) entries: Vec<CalendarEntry>,
    /// Every release.
    pub(crate) releases: Vec<Release>,
}

/// The calendar of a year, or of the days around today.
pub(crate) fn calendar(year: Option<u16>) -> Answer<Calendar> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let span = year
            .and_then(|year| Some((Period::year(year.checked_sub(1)?)?, Period::year(year)?)))
            .map(|(before, year)| (last_day(before).plus(1), last_day(year)));
        let (from, to): (Option<Day>, Option<Day>) = span.unzip();
        let (entries, releases) = futures::try_join!(client.calendar(from, to), client.releases())?;
        Ok(Calendar {
            entries: entries.items,
            releases: releases.items,
        })
    })
}

/// The changes as wholes, newest first, from where on.
pub(crate) fn changes(((), place): ((), Place)) -> Answer<Page<DataChange>> {
    let client = client();
    Box::pin(async move { Ok(client?.data_changes(place, Some(CHANGES)).await?) })
}

/// The first values of one change.
pub(crate) fn changed(version: u64) -> Answer<Vec<Change>> {
    let client = client();
    Box::pin(async move {
        let query = ChangesQuery {
            since: Some(version.saturating_sub(1).to_string()),
            limit: Some(VALUES),
            ..ChangesQuery::default()
        };
        let page = client?.changes(&query).await?;
        Ok(page
            .items
            .into_iter()
            .filter(|one| one.version == version)
            .collect())
    })
}

/// What is overdue.
pub(crate) fn overdue((): ()) -> Answer<Page<OverdueFigure>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        signed_in(&client, || client.overdue(None, None, None)).await
    })
}

/// Every release.
pub(crate) fn releases((): ()) -> Answer<Page<Release>> {
    let client = client();
    Box::pin(async move { Ok(client?.releases().await?) })
}

/// A release.
pub(crate) fn release(id: String) -> Answer<Release> {
    let client = client();
    Box::pin(async move { Ok(client?.release(&id).await?) })
}

/// The figures of a release that wait, from where on.
pub(crate) fn release_figures((id, place): (String, Place)) -> Answer<Page<PreviewFigure>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        signed_in(&client, || client.release_figures(&id, place.clone())).await
    })
}

/// The figures of a municipality that wait, from where on.
pub(crate) fn preview((area, place): (AreaCode, Place)) -> Answer<Page<PreviewFigure>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        signed_in(&client, || client.preview(&area, place.clone())).await
    })
}

/// The municipalities in which whoever is signed in has a role, by their codes; whoever has none in a municipality and
/// may do something there may do it in all of them.
pub(crate) fn own_municipalities((): ()) -> Answer<Vec<AreaCode>> {
    let client = client();
    Box::pin(async move {
        let client = client?;
        let me = signed_in(&client, || client.me()).await?;
        let mut codes: Vec<AreaCode> = me
            .grants
            .into_iter()
            .filter_map(|grant| grant.municipality)
            .collect();
        codes.sort();
        codes.dedup();
        Ok(codes)
    })
}

/// What is done to a release. What is called from an event brings its words in the language of `client`.
#[derive(Debug, Clone)]
pub(crate) enum Planning {
    /// It is planned.
    Plan(PlanRelease),
    /// Its plan of a version is replaced.
    Change(String, u64, PlanRelease),
    /// It becomes public now.
    Publish(String),
    /// It is called off.
    CallOff(String),
}

/// Does something to a release, and tells what it is since; nothing when it is no more.
pub(crate) async fn plan(client: Client, what: Planning) -> Result<Option<Release>, Failure> {
    signed_in(&client, || async {
        let csrf = csrf(&client).await?;
        match &what {
            Planning::Plan(plan) => client.plan_release(&csrf, plan).await.map(Some),
            Planning::Change(id, version, plan) => {
                let seen = format!("\"{version}\"");
                client.change_release(&csrf, id, &seen, plan).await.map(Some)
            }
            Planning::Publish(id) => client.publish_release(&csrf, id).await.map(Some),
            Planning::CallOff(id) => client.call_off_release(&csrf, id).await.map(|()| None),
        }
    })
    .await
}

/// Answers about a figure of a municipality.
pub(crate) async fn answer(
    client: Client,
    area: AreaCode,
    id: String,
    answer: AnswerFigure,
) -> Result<FigureAnswer, Failure> {
    signed_in(&client, || async {
        let csrf = csrf(&client).await?;
        client.answer_figure(&csrf, &area, &id, &answer).await
    })
    .await
}

/// What is said of a figure, or that nothing is any more.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Saying {
    /// Of which.
    pub(crate) figure: ObservationKey,
    /// Whether that one waits to become public; what is said appears with it.
    pub(crate) waits: bool,
    /// What; nothing withdraws what was said before.
    pub(crate) said: Option<WriteExplanation>,
}

/// Explains a figure, or withdraws its explanation. Answers with what holds since.
pub(crate) async fn explain(client: Client, saying: Saying) -> Result<Saying, Failure> {
    let figure = &saying.figure;
    signed_in(&client, || async {
        let csrf = csrf(&client).await?;
        match (saying.waits, &saying.said) {
            (true, Some(said)) => client.explain_beforehand(&csrf, figure, said).await,
            (true, None) => client.withdraw_beforehand(&csrf, figure).await,
            (false, Some(said)) => client.explain(&csrf, figure, said).await.map(|_| ()),
            (false, None) => client.withdraw_explanation(&csrf, figure).await,
        }
    })
    .await?;
    Ok(saying)
}
