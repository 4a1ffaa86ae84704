//! The address of an installation, as links and tokens say it.

use std::net::SocketAddr;

/// The address at which a server is reached, without a slash at its end: the public one where it is known, otherwise
/// the one it listens at, by https when the server encrypts.
pub fn site(public_url: Option<&str>, encrypts: bool, listens: SocketAddr) -> String {
    match public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None if encrypts => format!("https://{listens}"),
        None => format!("http://{listens}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_goes_before_where_it_listens() {
        let listens: SocketAddr = "[::1]:8080".parse().unwrap();
        assert_eq!(
            site(Some("https://blis.example/"), false, listens),
            "https://blis.example"
        );
        assert_eq!(site(None, false, listens), "http://[::1]:8080");
        assert_eq!(site(None, true, listens), "https://[::1]:8080");
    }
}
