//! Releases: figures that become public together, at an instant told beforehand.

mod create;
mod delete;
mod figures;
mod list;
mod publish;
mod publisher;
mod show;
mod update;

pub(crate) use create::*;
pub(crate) use delete::*;
pub(crate) use figures::*;
pub(crate) use list::*;
pub(crate) use publish::*;
pub(crate) use publisher::Publisher;
pub(crate) use show::*;
pub(crate) use update::*;

use crate::web::moment::instant;
use crate::web::problem::ApiError;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::release::{LONGEST_NAME, MOST_INDICATORS, PlanRelease};
use blis_domain::text::{Text, shown};
use blis_store::ReleasePlan;
use serde::Deserialize;
use std::collections::HashSet;
use time::OffsetDateTime;
use utoipa::IntoParams;

/// Which release an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ReleasePath {
    /// Id of the release.
    id: String,
}

/// A plan as it may be kept, as far as that can be told without the catalogue and the other releases.
fn checked(asked: PlanRelease) -> Result<ReleasePlan, ApiError> {
    let mut faults = Vec::new();
    for (pointer, text) in [("/name/lv", &asked.name.lv), ("/name/en", &asked.name.en)] {
        if shown(text, LONGEST_NAME).is_none() {
            let message = Text::new(
                format!("Nosaukumā jābūt 1 līdz {LONGEST_NAME} redzamām rakstzīmēm."),
                format!("A name has 1 to {LONGEST_NAME} characters that can be shown."),
            );
            faults.push(FaultDraft::at(pointer, "invalid_name", message));
        }
    }
    let different: HashSet<_> = asked.indicators.iter().collect();
    if !(1..=MOST_INDICATORS).contains(&asked.indicators.len()) || different.len() < asked.indicators.len() {
        let message = Text::new(
            format!("Jānorāda 1 līdz {MOST_INDICATORS} dažādi rādītāji."),
            format!("Name 1 to {MOST_INDICATORS} different indicators."),
        );
        faults.push(FaultDraft::at("/indicators", "invalid_indicators", message));
    }
    let release_at = minute("/release_at", asked.release_at.as_deref(), &mut faults);
    let members_until = minute("/members_until", asked.members_until.as_deref(), &mut faults);
    if members_until.is_some_and(|until| release_at.is_none_or(|at| until <= at)) {
        let message = Text::new(
            "Publiskošanas brīdim jābūt vēlākam par brīdi, kad datus redz tīklu dalībnieki.",
            "The public reads it later than the members of networks do.",
        );
        faults.push(FaultDraft::at("/members_until", "not_after_release", message));
    }
    if !faults.is_empty() {
        return Err(refused(faults));
    }
    let kept = |text: &String| text.trim().to_owned();
    Ok(ReleasePlan {
        name: Text::new(kept(&asked.name.lv), kept(&asked.name.en)),
        indicators: asked.indicators,
        period: asked.period,
        stage: asked.stage,
        release_at,
        members_until,
    })
}

/// A whole minute.
fn minute(pointer: &'static str, text: Option<&str>, faults: &mut Vec<FaultDraft>) -> Option<OffsetDateTime> {
    let text = text?;
    let found = instant(text).filter(|at| (at.second(), at.nanosecond()) == (0, 0));
    if found.is_none() {
        let message = Text::new(
            "Jāraksta pilna minūte (RFC 3339), piemēram, 2027-03-15T08:00:00Z.",
            "Write a whole minute (RFC 3339), such as 2027-03-15T08:00:00Z.",
        );
        faults.push(FaultDraft::at(pointer, "invalid_instant", message));
    }
    found
}

fn refused(faults: Vec<FaultDraft>) -> ApiError {
    ProblemDraft {
        faults,
        ..ProblemDraft::new(
            ProblemCode::Unacceptable,
            "Tā publiskošanu ieplānot nevar.",
            "The release cannot be planned so.",
        )
    }
    .into()
}
