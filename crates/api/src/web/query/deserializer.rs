//! Reading name-value pairs with serde while remembering which one failed.
//!
//! The usual deserializer of queries says what is wrong with a value, but not with the value of which parameter.

use crate::web::moment::NoMoment;
use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use std::fmt;

/// Why a query is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A parameter that must be there is not.
    Missing(&'static str),
    /// A parameter stands there twice.
    Repeated(&'static str),
    /// A parameter that the address does not have.
    Unknown {
        name: String,
        known: &'static [&'static str],
    },
    /// The value of a parameter cannot be read.
    Invalid {
        name: String,
        value: String,
        /// Under which name to look for what it expects, where the name of the parameter means something else too.
        kind: Option<&'static str>,
    },
    /// A value is no moment.
    NoMoment,
    /// Anything else.
    Unreadable,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Refusal {}

impl de::Error for Refusal {
    fn custom<T: fmt::Display>(reason: T) -> Refusal {
        // `Pairs` puts the name of the parameter in its place.
        match reason.to_string() == NoMoment.to_string() {
            true => Refusal::NoMoment,
            false => Refusal::Unreadable,
        }
    }

    fn missing_field(field: &'static str) -> Refusal {
        Refusal::Missing(field)
    }

    fn duplicate_field(field: &'static str) -> Refusal {
        Refusal::Repeated(field)
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Refusal {
        Refusal::Unknown {
            name: shortened(field),
            known,
        }
    }
}

/// The pairs of a query.
pub(super) struct Pairs {
    rest: std::vec::IntoIter<(String, String)>,
    current: Option<(String, String)>,
}

impl Pairs {
    pub(super) fn new(pairs: Vec<(String, String)>) -> Pairs {
        Pairs {
            rest: pairs.into_iter(),
            current: None,
        }
    }
}

impl<'de> Deserializer<'de> for Pairs {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_map(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Pairs {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        self.current = self.rest.next();
        match &self.current {
            Some((name, _)) => seed.deserialize(name.clone().into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        let (name, value) = self.current.take().ok_or(Refusal::Unreadable)?;
        seed.deserialize(One(value.clone()))
            .map_err(|refusal| Refusal::Invalid {
                name: shortened(&name),
                value: shortened(&value),
                kind: matches!(refusal, Refusal::NoMoment).then_some("as_of"),
            })
    }
}

/// The value of one parameter.
struct One(String);

macro_rules! parsed {
    ($($method:ident => $visit:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            visitor.$visit(self.0.parse().map_err(|_| Refusal::Unreadable)?)
        })*
    };
}

impl<'de> Deserializer<'de> for One {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_string(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let word: StringDeserializer<Refusal> = self.0.into_deserializer();
        word.deserialize_enum(name, variants, visitor)
    }

    parsed! {
        deserialize_bool => visit_bool,
        deserialize_u8 => visit_u8,
        deserialize_u16 => visit_u16,
        deserialize_u32 => visit_u32,
        deserialize_u64 => visit_u64,
        deserialize_f64 => visit_f64,
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 f32 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
