//! The program without OpenTelemetry.

use super::Layer;
use anyhow::bail;
use blis_api::RequestTraces;
use std::sync::Arc;

/// There are none.
#[derive(Debug)]
pub(crate) enum Traces {}

impl Traces {
    /// Nothing, unless somebody asks for something.
    pub(crate) fn start(endpoint: Option<&str>) -> anyhow::Result<Option<Traces>> {
        match endpoint {
            None => Ok(None),
            Some(_) => bail!(
                "`otlp_endpoint` is set, and this program was built without OpenTelemetry: take a released one, or \
                 build it with `--features otel`"
            ),
        }
    }

    pub(crate) fn layer(&self) -> Layer {
        match *self {}
    }

    pub(crate) fn requests(&self) -> Arc<dyn RequestTraces> {
        match *self {}
    }

    pub(crate) fn finish(self) {
        match self {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_cannot_be_kept_is_refused() {
        assert!(Traces::start(None).unwrap().is_none());
        let refused = Traces::start(Some("http://127.0.0.1:4318")).unwrap_err();
        assert!(refused.to_string().contains("built without"), "{refused}");
    }
}
