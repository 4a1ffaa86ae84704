//! Where somebody goes after signing in: an address of this site, and of no other.

use blis_domain::text::Language;
use url::form_urlencoded;

/// Where to go when nothing was said.
const HOME: &str = "/account";

/// A path of this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReturnTo(String);

impl ReturnTo {
    /// The path that was asked for, if it is one of this site.
    ///
    /// Browsers read `//host` and `/\host` as another site's address, and drop tabs and line ends before they read.
    pub(crate) fn of(asked: Option<&str>) -> ReturnTo {
        let path = asked.unwrap_or_default();
        let ours = path.starts_with('/')
            && !path.starts_with("//")
            && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        ReturnTo(if ours { path } else { HOME }.to_owned())
    }

    /// The path.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as a value in the query of an address.
    pub(super) fn in_query(&self) -> String {
        form_urlencoded::byte_serialize(self.0.as_bytes()).collect()
    }

    /// The address of a page from which the way goes on to the path.
    pub(super) fn after(&self, page: &str) -> String {
        format!("{page}?return_to={}", self.in_query())
    }

    /// The path, in this language where it names none itself.
    pub(crate) fn in_language(&self, language: Language) -> String {
        match self.0.contains('?') {
            true => self.0.clone(),
            false => format!("{}?lang={language}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for path in ["/account", "/areas/0840200?peers=all", "/"] {
            assert_eq!(ReturnTo::of(Some(path)).as_str(), path);
        }
        for path in [
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            "",
            "evil",
            " /account",
        ] {
            assert_eq!(ReturnTo::of(Some(path)).as_str(), HOME, "{path:?}");
        }
        assert_eq!(ReturnTo::of(None).as_str(), HOME);
    }
}
