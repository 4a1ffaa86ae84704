//! Changes to a network.

use crate::network::NetworkStage;
use serde::{Deserialize, Deserializer, Serialize};

/// Changes a network. What is left out stays as it is; `null` takes it away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateNetwork {
    /// Who organises and serves it, as it is shown to everybody: 1 to 120 characters on one line.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub coordinator: Option<Option<String>>,
    /// Where it stands in the learning cycle.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NetworkStage>))]
    pub stage: Option<Option<NetworkStage>>,
}

/// A member that is there, `null` or not; one that is left out never comes here.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn left_out_and_null_are_told_apart() {
        let read = |text| serde_json::from_str::<UpdateNetwork>(text);
        assert_eq!(read("{}").unwrap(), UpdateNetwork::default());
        let emptied = read(r#"{"coordinator": null}"#).unwrap();
        assert_eq!((emptied.coordinator, emptied.stage), (Some(None), None));
        let staged = UpdateNetwork {
            stage: Some(Some(NetworkStage::Improve)),
            ..UpdateNetwork::default()
        };
        assert_eq!(serde_json::to_string(&staged).unwrap(), r#"{"stage":"improve"}"#);
        assert_eq!(read(r#"{"stage":"improve"}"#).unwrap(), staged);
        assert!(read(r#"{"stage":"x"}"#).is_err() && read(r#"{"members":[]}"#).is_err());
    }
}
