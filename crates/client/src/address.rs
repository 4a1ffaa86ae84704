//! The addresses of the API's calls, built from segments so that no text of a caller changes the path.

use crate::error::ClientError;
use reqwest::Url;

/// The path below which the API lives.
const BASE: [&str; 2] = ["api", "v1"];

/// Where the API of one server is.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    base: Url,
}

impl Address {
    pub(crate) fn parse(text: &str) -> Result<Address, ClientError> {
        let wrong = || ClientError::Address(text.chars().take(200).collect());
        let mut base: Url = text.trim().parse().map_err(|_| wrong())?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(wrong());
        }
        base.set_query(None);
        base.set_fragment(None);
        let named = base.path().trim_end_matches('/').ends_with("/api/v1");
        let mut path = base.path_segments_mut().map_err(|()| wrong())?;
        path.pop_if_empty();
        if !named {
            path.extend(BASE);
        }
        drop(path);
        Ok(Address { base })
    }

    /// The address of a call.
    pub(crate) fn of(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        // `parse` has let in http and https alone, and those have a path.
        if let Ok(mut path) = url.path_segments_mut() {
            path.extend(segments);
        }
        url
    }

    /// The address of a call with the parameters that are given.
    pub(crate) fn with(&self, segments: &[&str], parameters: &[(&str, Option<String>)]) -> Url {
        let mut url = self.of(segments);
        for (name, value) in parameters {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(name, value);
            }
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_found_with_or_without_its_path() {
        for (text, expected) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v1/areas"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/api/v1/areas"),
            ("https://a.lv/blis/", "https://a.lv/blis/api/v1/areas"),
            ("https://a.lv/api/v1/", "https://a.lv/api/v1/areas"),
            ("https://a.lv/?lang=en#top", "https://a.lv/api/v1/areas"),
        ] {
            assert_eq!(Address::parse(text).unwrap().of(&["areas"]).as_str(), expected);
        }
    }

    #[test]
    fn what_is_no_address_of_a_server_is_refused() {
        for text in ["", "127.0.0.1:8080", "ftp://a.lv", "mailto:a@a.lv", "http://"] {
            assert!(Address::parse(text).is_err(), "`{text}` must be refused");
        }
    }

    #[test]
    fn text_of_a_caller_stays_inside_its_segment_and_its_parameter() {
        let address = Address::parse("http://a.lv").unwrap();
        let url = address.with(
            &["feeds", "../admin?x"],
            &[("q", Some("a&b=ā".to_owned())), ("none", None)],
        );
        assert_eq!(
            url.as_str(),
            "http://a.lv/api/v1/feeds/..%2Fadmin%3Fx?q=a%26b%3D%C4%81"
        );
    }
}
