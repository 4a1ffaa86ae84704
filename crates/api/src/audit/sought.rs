//! Which entries of the log are asked for.

use crate::web::cursor::Question;
use crate::web::moment::{Starting, Until};
use crate::web::problem::ApiError;
use crate::web::query::{self, OutOfRange, PageLimit, Word};
use blis_domain::area::AreaCode;
use blis_domain::audit::Actor;
use blis_domain::person::PersonId;
use blis_domain::rights::Sight;
use blis_store::AuditFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// What a caller may ask of the log, and with it what belongs to one way of asking alone. A macro, because a struct that
/// is made of another cannot refuse what it does not know.
macro_rules! sought {
    ($(#[$doc:meta])* $name:ident { $($own:tt)* }) => {
        $(#[$doc])*
        #[derive(Deserialize, IntoParams)]
        #[serde(deny_unknown_fields)]
        #[into_params(parameter_in = Query)]
        pub(crate) struct $name {
            /// By this person (an id), by this machine client (`client:` and its id), by the command line of the server
            /// (`command`), or by nobody who is known (`nobody`).
            #[param(value_type = String, required = false, example = "client:srda-1")]
            actor: Option<ActorSought>,
            /// What was done.
            #[param(value_type = String, required = false, pattern = "^[a-z_]{1,60}$", example = "sign_in")]
            action: Option<Word>,
            /// To what kind of thing.
            #[param(value_type = String, required = false, pattern = "^[a-z_]{1,60}$", example = "person")]
            target_kind: Option<Word>,
            /// To the thing with this id.
            #[param(value_type = String, required = false, max_length = 255)]
            target: Option<Thing>,
            /// Concerning this municipality.
            #[param(example = "0840200")]
            municipality: Option<AreaCode>,
            /// From an RFC 3339 instant on, or from a date, which means its first moment in UTC.
            #[param(value_type = String, required = false, example = "2026-11-01")]
            from: Option<Starting>,
            /// Before an RFC 3339 instant, or up to the end of a date in UTC.
            #[param(value_type = String, required = false, example = "2026-11-30")]
            to: Option<Until>,
            $($own)*
        }

        impl $name {
            /// The filter of the store, for a reader who sees so much: its first page.
            fn seen_with(&self, sight: Sight) -> AuditFilter {
                AuditFilter {
                    actor: self.actor.as_ref().map(|ActorSought(actor)| actor.clone()),
                    action: self.action.as_ref().map(|Word(word)| word.clone()),
                    target_kind: self.target_kind.as_ref().map(|Word(word)| word.clone()),
                    target: self.target.as_ref().map(|Thing(id)| id.clone()),
                    municipality: self.municipality.clone(),
                    from: self.from.map(|Starting(instant)| instant),
                    to: self.to.map(|Until(instant)| instant),
                    ..AuditFilter::seen_with(sight)
                }
            }
        }
    };
}

sought! {
    /// Which entries to list.
    AuditSought {
        /// The page after this one: `next` of the page before.
        cursor: Option<String>,
        /// The most entries of a page.
        #[serde(default)]
        #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
        limit: PageLimit,
    }
}

sought! {
    /// Which entries to take along.
    AuditTaken {}
}

impl AuditSought {
    /// What a form of a page asks for: what was left empty is not asked, and a page has its own length.
    pub(crate) fn of_form(query: &str, limit: u32) -> Result<AuditSought, ApiError> {
        let sought: AuditSought = query::read_filled(query)?;
        Ok(AuditSought {
            limit: PageLimit(limit),
            ..sought
        })
    }

    /// The filter of the store, for a reader who sees so much, and the question its cursors belong to.
    pub(crate) fn filter(self, sight: Sight) -> Result<(AuditFilter, Question), ApiError> {
        let filter = self.seen_with(sight);
        let question = Question::of(
            "audit",
            &(
                filter.actor.as_ref().map(|actor| (actor.kind(), actor.id())),
                &filter.action,
                &filter.target_kind,
                &filter.target,
                &filter.municipality,
                filter.from.map(|from| from.unix_timestamp_nanos()),
                filter.to.map(|to| to.unix_timestamp_nanos()),
            ),
        )?;
        let filter = AuditFilter {
            before: place(&question, self.cursor.as_deref())?,
            limit: self.limit.0,
            ..filter
        };
        Ok((filter, question))
    }
}

impl AuditTaken {
    /// The filter of the store, for a reader who sees so much.
    pub(crate) fn filter(&self, sight: Sight) -> AuditFilter {
        self.seen_with(sight)
    }
}

/// Which entries of one's own log to take along.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LogTaken {
    /// From an RFC 3339 instant on, or from a date, which means its first moment in UTC.
    #[param(value_type = String, required = false, example = "2026-11-01")]
    from: Option<Starting>,
    /// Before an RFC 3339 instant, or up to the end of a date in UTC.
    #[param(value_type = String, required = false, example = "2026-11-30")]
    to: Option<Until>,
}

impl LogTaken {
    /// The filter of the store for the log of a person.
    pub(crate) fn filter(&self, me: &PersonId) -> AuditFilter {
        AuditFilter {
            from: self.from.map(|Starting(instant)| instant),
            to: self.to.map(|Until(instant)| instant),
            ..AuditFilter::seen_with(Sight::Own(me.clone()))
        }
    }
}

/// Which page of one's own log.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LogPlace {
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most entries of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

impl LogPlace {
    /// What a page asks for.
    pub(crate) fn of_page(query: &str, limit: u32) -> Result<LogPlace, ApiError> {
        let place: LogPlace = query::read_filled(query)?;
        Ok(LogPlace {
            limit: PageLimit(limit),
            ..place
        })
    }

    /// The filter of the store for the log of a person, and the question its cursors belong to.
    pub(crate) fn filter(self, me: &PersonId) -> Result<(AuditFilter, Question), ApiError> {
        let question = Question::of("my_log", &me.as_str())?;
        let filter = AuditFilter {
            before: place(&question, self.cursor.as_deref())?,
            limit: self.limit.0,
            ..AuditFilter::seen_with(Sight::Own(me.clone()))
        };
        Ok((filter, question))
    }
}

fn place(question: &Question, cursor: Option<&str>) -> Result<Option<u64>, ApiError> {
    cursor.map(|cursor| question.place(cursor)).transpose()
}

/// No id of an entry is longer: the log cuts what comes from outside.
const MOST_BYTES: usize = 255;

/// The id of a thing.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Thing(String);

impl TryFrom<String> for Thing {
    type Error = OutOfRange;

    fn try_from(id: String) -> Result<Thing, OutOfRange> {
        match id.len() <= MOST_BYTES {
            true => Ok(Thing(id)),
            false => Err(OutOfRange),
        }
    }
}

/// Who did it.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct ActorSought(Actor);

impl TryFrom<String> for ActorSought {
    type Error = OutOfRange;

    fn try_from(text: String) -> Result<ActorSought, OutOfRange> {
        let text = text.trim();
        let actor = match (text, text.strip_prefix("client:")) {
            ("command", _) => Actor::Command,
            ("nobody", _) => Actor::Nobody,
            (_, Some("")) => return Err(OutOfRange),
            (_, Some(client)) if client.len() > MOST_BYTES => return Err(OutOfRange),
            (_, Some(client)) => Actor::Client(client.to_owned()),
            (person, None) => Actor::Person(person.parse().map_err(|_| OutOfRange)?),
        };
        Ok(ActorSought(actor))
    }
}
