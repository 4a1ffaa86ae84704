//! OpenAPI schemas of the types that travel as plain strings.

use crate::area::AreaCode;
use crate::indicator::IndicatorCode;
use crate::network::NetworkCode;
use crate::period::Period;
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
string_schema!(NetworkCode, "^N[0-9]{1,3}$", "N2", "Code of a network.");
string_schema!(
    Period,
    "^[0-9]{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$",
    "2016",
    "SDMX time period."
);
