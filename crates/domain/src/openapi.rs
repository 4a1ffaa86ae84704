//! OpenAPI schemas of the types that travel as plain strings.

use crate::area::AreaCode;
use crate::breakdown::AgeGroup;
use crate::calendar::Day;
use crate::indicator::{Dimension, Direction, Gate, IndicatorCode, PolicyArea};
use crate::network::NetworkCode;
use crate::period::Period;
use crate::person::{EmailAddress, PersonId, PersonName};
use crate::similarity::Weights;
use crate::status::ObservationStatus;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

macro_rules! string_schema {
    ($type:ident, $pattern:literal, $example:literal, $description:literal) => {
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .pattern(Some($pattern))
                    .examples([$example])
                    .description(Some($description))
                    .into()
            }
        }

        impl ToSchema for $type {}
    };
}

string_schema!(
    AreaCode,
    "^[0-9]{7}$",
    "0840200",
    "ATVK code of the division of 2009–2021."
);
string_schema!(
    IndicatorCode,
    "^[A-Z][A-Z0-9_]*(\\.[A-Z][A-Z0-9_]*)*$",
    "EDU.PRE.COV",
    "Code of an indicator."
);
string_schema!(
    AgeGroup,
    "^Y([0-9]{1,3}(T[0-9]{1,3})?|_(LT|GE)[0-9]{1,3})$",
    "Y15T24",
    "An age group in completed years, as in SDMX CL_AGE: `Y5`, `Y15T24`, `Y_LT15`, `Y_GE65`."
);
string_schema!(
    Weights,
    "^([A-Z][A-Z0-9_.]*:(0|0\\.5|2|3)(,[A-Z][A-Z0-9_.]*:(0|0\\.5|2|3))*)?$",
    "DENS:2,UNEMP:0",
    "Weights of the variables of likeness that do not weigh as usual, by their codes without `CTX.`; empty when all do."
);
string_schema!(NetworkCode, "^N[0-9]{1,3}$", "N2", "Code of a network.");
string_schema!(
    Period,
    "^[0-9]{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$",
    "2016",
    "SDMX time period."
);
string_schema!(
    Day,
    "^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "2017-03-16",
    "A day."
);
string_schema!(
    PersonId,
    "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    "01935f3e-4c00-7abc-8def-0123456789ab",
    "Id of a person, a UUID of version 7."
);
string_schema!(
    EmailAddress,
    "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z][A-Za-z0-9-]{0,62}$",
    "janis.berzins@example.lv",
    "E-mail address, at most 254 characters."
);
string_schema!(
    PersonName,
    "^.{1,120}$",
    "Jānis Bērziņš",
    "Name of a person, on one line."
);

/// The words of an enumeration. utoipa's own derive does not see a name that a macro of ours gives (`serde(rename =
/// $word)`), and would write down the names of the variants.
macro_rules! word_schema {
    ($type:ident, $word:ident, $description:literal) => {
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values(Some($type::ALL.iter().map(|one| one.$word())))
                    .description(Some($description))
                    .into()
            }
        }

        impl ToSchema for $type {}
    };
}

word_schema!(
    PolicyArea,
    code,
    "The field of municipal work an indicator belongs to: a network's theme, or the context."
);
word_schema!(Dimension, code, "The Norwegian way of asking about a service.");
word_schema!(Direction, code, "Which way of an indicator is the better one.");
word_schema!(
    Gate,
    code,
    "What a new figure of an indicator has to pass before it is public."
);
word_schema!(
    ObservationStatus,
    letter,
    "What is known about a value besides its number (SDMX CL_OBS_STATUS 2.2)."
);
