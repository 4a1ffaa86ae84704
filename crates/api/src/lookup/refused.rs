//! What the store refuses, as a problem of the API.

use super::absent::Absent;
use crate::web::problem::ApiError;
use blis_domain::desk::DeskExit;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::release::PlanFault;
use blis_domain::text::Text;
use blis_store::{DecidedAlready, MOST_SECRETS, MOST_WEBHOOKS, StoreError};

impl From<StoreError> for ApiError {
    /// What the caller can do something about is said; everything else is a failure of the server, and the store
    /// names the step at which it happened.
    fn from(error: StoreError) -> ApiError {
        match &error {
            StoreError::UnknownIndicator(code) => Absent::indicator(code).in_path(),
            StoreError::UnknownArea(code) => Absent::area(code).in_path(),
            StoreError::UnknownNetwork(code) => Absent::network(code).in_path(),
            StoreError::UnknownFeed(feed) => Absent::feed(feed).in_path(),
            StoreError::UnknownClient(_) => {
                ProblemDraft::not_found("Šādas pieslēgtās sistēmas nav.", "There is no such machine client.").into()
            }
            StoreError::UnknownWebhook(_) => {
                ProblemDraft::not_found("Šāda tīmekļa āķa nav.", "There is no such webhook.").into()
            }
            StoreError::UnknownDelivery(_) => ProblemDraft::not_found(
                "Šim tīmekļa āķim nekas tāds nav sūtīts, vai arī tas bija sen.",
                "This webhook was sent nothing like that, or it was long ago.",
            )
            .into(),
            StoreError::WebhookStopped(_) => ProblemDraft::new(
                ProblemCode::Conflict,
                "Šim tīmekļa āķim pašlaik neko nesūta. Vispirms atjaunojiet to.",
                "Nothing is sent to this webhook now. Let it on first.",
            )
            .into(),
            StoreError::TooManyWebhooks => ProblemDraft::new(
                ProblemCode::Conflict,
                format!("Tīmekļa āķu var būt ne vairāk kā {MOST_WEBHOOKS}. Vispirms izņemiet kādu."),
                format!("There may be {MOST_WEBHOOKS} webhooks. Remove one first."),
            )
            .into(),
            StoreError::UnknownBatch(id) => {
                ProblemDraft::not_found(format!("Datu paketes „{id}” nav."), format!("There is no batch “{id}”.")).into()
            }
            StoreError::UnknownHeld => {
                ProblemDraft::not_found("Šādas aizturētas vērtības nav.", "There is no such held figure.").into()
            }
            StoreError::NothingToExplain(key) => conflict(
                "nothing_to_explain",
                Text::new(
                    format!("Par pašvaldību {} rādītājam „{}” {} nekas nav publicēts, tāpēc nav ko paskaidrot.", key.area, key.indicator, key.period),
                    format!("Nothing is published of “{}” for {} in {}, so there is nothing to explain.", key.indicator, key.area, key.period),
                ),
            ),
            StoreError::UnknownRelease => {
                ProblemDraft::not_found("Šādas publiskošanas nav.", "There is no such release.").into()
            }
            StoreError::ReleasePublished => conflict(
                "release_published",
                Text::new(
                    "Šī publiskošana jau ir notikusi; to vairs nevar ne mainīt, ne atcelt.",
                    "This release is public already; it cannot be changed or called off.",
                ),
            ),
            StoreError::ReleaseRefused(fault) => release_refused(fault),
            StoreError::AwaitsRelease => conflict(
                "awaits_release",
                Text::new(
                    "Šī vērtība nav aizturēta: tā gaida publiskošanu.",
                    "This figure is not held: it waits for a release.",
                ),
            ),
            StoreError::NotExplained => {
                ProblemDraft::not_found("Šai vērtībai skaidrojuma nav.", "This figure has no explanation.").into()
            }
            StoreError::Decided(already) => conflict(code_of(already.exit), decided(already)),
            StoreError::NothingHeld => conflict(
                "nothing_held",
                Text::new(
                    "Nevienas šīs datu paketes vērtības lēmums netiek gaidīts.",
                    "No figure of this batch waits for a decision.",
                ),
            ),
            StoreError::HeldAsWhole(batch) => conflict(
                "held_as_whole",
                Text::new(
                    format!("Datu pakete „{batch}” ir aizturēta vesela, un par to lemj kopumā."),
                    format!("The batch “{batch}” is held as a whole, and is decided about as a whole."),
                ),
            ),
            StoreError::ComputedSince(indicator) => conflict(
                "computed",
                Text::new(
                    format!("Rādītāju „{indicator}” tagad aprēķina pēc formulas, tāpēc aizturēto vērtību publicēt nevar. Noraidiet to."),
                    format!("“{indicator}” is computed by a formula now, so a held figure of it cannot be released. Refuse it."),
                ),
            ),
            StoreError::ClientExists(_) => ProblemDraft::new(
                ProblemCode::Conflict,
                "Šāds identifikators jau ir piešķirts; arī izņemtas sistēmas identifikatoru nepiešķir vēlreiz.",
                "This id is taken; that of a machine client that was removed is not given again either.",
            )
            .into(),
            StoreError::TooManySecrets(_) => ProblemDraft::new(
                ProblemCode::Conflict,
                format!("Pieslēgtajai sistēmai vienlaikus var būt {MOST_SECRETS} derīgas piekļuves atslēgas. Vispirms atsauciet kādu."),
                format!("A machine client may have {MOST_SECRETS} secrets that hold at once. Revoke one first."),
            )
            .into(),
            StoreError::AsOfInFuture => {
                let text = Text::new("šis brīdis vēl nav pienācis.", "that moment has not come yet.");
                ProblemDraft::parameter("as_of", "as_of_in_future", text).into()
            }
            StoreError::UnknownVersion(version) => ProblemDraft::new(
                ProblemCode::UnknownVersion,
                format!(
                    "Datu versijas {version} nav: ir atjaunota rezerves kopija, un vēlākās izmaiņas ir zudušas, vai arī tādas nekad nav bijis. Savu kopiju izveidojiet no jauna, sākot ar pirmo izmaiņu."
                ),
                format!(
                    "There is no data version {version}: a backup was restored and later changes are lost, or there never was one. Lay your copy down anew, from the first change on."
                ),
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
            StoreError::PersonExists => ProblemDraft::new(
                ProblemCode::Conflict,
                "Ar šo e-pasta adresi jau ir konts.",
                "There is an account with this e-mail address already.",
            )
            .into(),
            StoreError::RoleHeld(_) => ProblemDraft::new(
                ProblemCode::Conflict,
                "Šī loma tur jau ir piešķirta.",
                "The person has this role there already.",
            )
            .into(),
            StoreError::LastAdmin => ProblemDraft::new(
                ProblemCode::Conflict,
                "Tas ir pēdējais sistēmas administrators. Vispirms piešķiriet šo lomu vēl kādam.",
                "This is the last administrator of the system. Give somebody else the role first.",
            )
            .into(),
            StoreError::Stale => ProblemDraft::new(
                ProblemCode::Stale,
                "Ieraksts ir mainīts, kopš to lasījāt. Izlasiet to vēlreiz un tad mainiet.",
                "It was changed since you read it. Read it again, and change it then.",
            )
            .into(),
            StoreError::UnknownPerson(_) => {
                ProblemDraft::not_found("Šāda lietotāja nav.", "There is no such person.").into()
            }
            StoreError::KeyRunning => ApiError::of_code(ProblemCode::StillRunning).retry_after(1),
            _ if error.may_pass() => ApiError::unavailable(error),
            _ => ApiError::internal(error),
        }
    }
}

/// Why a release cannot be planned so, with the field that says it.
fn release_refused(fault: &PlanFault) -> ApiError {
    let message = fault.message();
    ProblemDraft {
        faults: vec![FaultDraft::at(fault.pointer(), fault.code(), message.clone())],
        ..ProblemDraft::new(ProblemCode::Unacceptable, message.lv, message.en)
    }
    .into()
}

/// Something that stands in the way, with a code for programs.
fn conflict(code: &'static str, message: Text) -> ApiError {
    let draft = ProblemDraft::new(ProblemCode::Conflict, message.lv.clone(), message.en.clone());
    let fault = FaultDraft {
        pointer: None,
        row: None,
        code,
        message,
    };
    ProblemDraft {
        faults: vec![fault],
        ..draft
    }
    .into()
}

fn code_of(exit: DeskExit) -> &'static str {
    match exit {
        DeskExit::Released | DeskExit::Refused => "already_decided",
        DeskExit::Superseded => "superseded",
    }
}

/// Why there is nothing to decide any more: who decided what, and when.
fn decided(already: &DecidedAlready) -> Text {
    let DecidedAlready { exit, at, by } = already;
    let by = by.as_deref().unwrap_or("–");
    match exit {
        DeskExit::Released => Text::new(
            format!("Par to jau ir lemts: {by} publicēja {at}."),
            format!("It was decided about already: {by} released it at {at}."),
        ),
        DeskExit::Refused => Text::new(
            format!("Par to jau ir lemts: {by} noraidīja {at}."),
            format!("It was decided about already: {by} refused it at {at}."),
        ),
        DeskExit::Superseded => Text::new(
            format!("Tās vietā {at} ir atsūtīta cita vērtība."),
            format!("Another figure was sent in its place at {at}."),
        ),
    }
}
