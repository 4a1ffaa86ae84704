//! The table of pages: what each asks of whoever opens it or sends its form.

use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use blis_domain::rights::Action;
use blis_domain::wire::TableFormat;

/// How long ago somebody may have shown who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Whenever it was.
    Whenever,
    /// Just now: it is grave. Whoever signed in too long ago shows first who they are; a form is kept meanwhile.
    JustNow,
}

macro_rules! action {
    (open) => {
        None
    };
    ($action:ident) => {
        Some(Action::$action)
    };
}

macro_rules! pages {
    ($($method:ident $path:literal: $action:ident, $freshness:ident;)*) => {
        /// Every page and form: method, address, what it does in the table of rights (nothing where it is open to
        /// everybody), and how long ago its visitor may have shown who they are.
        pub const PAGES: &[(&str, &str, Option<Action>, Freshness)] = &[
            $((stringify!($method), $path, action!($action), Freshness::$freshness),)*
        ];
    };
}

pages! {
    GET "/sign-in": open, Whenever;
    POST "/sign-in": open, Whenever;
    GET "/sign-in/code": open, Whenever;
    POST "/sign-in/code": open, Whenever;
    GET "/account": UseOwnAccount, Whenever;
    GET "/account/export": UseOwnAccount, JustNow;
    POST "/account/about": UseOwnAccount, Whenever;
    POST "/account/password": UseOwnAccount, Whenever;
    POST "/account/sessions": UseOwnAccount, Whenever;
    GET "/sign-in/with/{provider}": open, Whenever;
    GET "/sign-in/with/{provider}/callback": open, Whenever;
    POST "/account/identities": UseOwnAccount, JustNow;
    POST "/account/identities/unlink": UseOwnAccount, Whenever;
    GET "/account/confirm": UseOwnAccount, Whenever;
    POST "/account/confirm": UseOwnAccount, Whenever;
    GET "/account/codes": UseOwnAccount, Whenever;
    POST "/account/codes": UseOwnAccount, JustNow;
    POST "/account/codes/confirm": UseOwnAccount, JustNow;
    POST "/account/codes/recovery": UseOwnAccount, JustNow;
    GET "/account/codes/remove": UseOwnAccount, JustNow;
    POST "/account/codes/remove": UseOwnAccount, JustNow;
    POST "/account/kept": UseOwnAccount, Whenever;
    GET "/account/log": UseOwnAccount, Whenever;
    GET "/account/log.csv": UseOwnAccount, Whenever;
    GET "/account/log.xlsx": UseOwnAccount, Whenever;
    GET "/admin/audit": ReadAudit, Whenever;
    GET "/admin/audit.csv": ReadAudit, Whenever;
    GET "/admin/audit.xlsx": ReadAudit, Whenever;
    GET "/reset": open, Whenever;
    POST "/reset": open, Whenever;
    GET "/reset/{token}": open, Whenever;
    POST "/reset/{token}": open, Whenever;
    GET "/invitation/{token}": open, Whenever;
    POST "/invitation/{token}": open, Whenever;
    GET "/welcome/{token}": open, Whenever;
    POST "/welcome/{token}": open, Whenever;
    GET "/outbox": ReadOutbox, Whenever;
    GET "/admin/users": ReadPeople, Whenever;
    GET "/admin/users/new": InvitePerson, JustNow;
    POST "/admin/users/new": InvitePerson, JustNow;
    GET "/admin/users/{id}": ReadPeople, Whenever;
    POST "/admin/users/{id}/grants": ChangeGrants, JustNow;
    GET "/admin/users/{id}/grants/{grant}": ChangeGrants, JustNow;
    POST "/admin/users/{id}/grants/{grant}": ChangeGrants, JustNow;
    GET "/admin/users/{id}/suspend": SuspendPerson, JustNow;
    POST "/admin/users/{id}/suspend": SuspendPerson, JustNow;
    POST "/admin/users/{id}/let-back": SuspendPerson, JustNow;
    GET "/admin/users/{id}/sessions": SuspendPerson, JustNow;
    POST "/admin/users/{id}/sessions": SuspendPerson, JustNow;
    POST "/admin/users/{id}/invitation": InvitePerson, Whenever;
    GET "/admin/users/{id}/second-factor": InvitePerson, JustNow;
    POST "/admin/users/{id}/second-factor": InvitePerson, JustNow;
    GET "/admin/users/{id}/export": ErasePerson, JustNow;
    GET "/admin/users/{id}/erase": ErasePerson, JustNow;
    POST "/admin/users/{id}/erase": ErasePerson, JustNow;
    GET "/admin/networks": ManageNetwork, Whenever;
    GET "/admin/networks/{code}": ManageNetwork, Whenever;
    POST "/admin/networks/{code}": ManageNetwork, Whenever;
    POST "/admin/networks/{code}/members": ManageNetwork, Whenever;
    GET "/admin/networks/{code}/members/{area}": ManageNetwork, Whenever;
    POST "/admin/networks/{code}/members/{area}": ManageNetwork, Whenever;
    GET "/admin/clients": ManageClients, Whenever;
    POST "/admin/clients": ManageClients, JustNow;
    GET "/admin/clients/{id}": ManageClients, Whenever;
    POST "/admin/clients/{id}": ManageClients, JustNow;
    POST "/admin/clients/{id}/secrets": ManageClients, JustNow;
    GET "/admin/clients/{id}/secrets/{secret}/revoke": ManageClients, JustNow;
    POST "/admin/clients/{id}/secrets/revoke": ManageClients, JustNow;
    POST "/admin/clients/{id}/suspension": ManageClients, JustNow;
    POST "/admin/clients/{id}/remove": ManageClients, JustNow;
    POST "/sign-out": UseOwnAccount, Whenever;
}

/// What a form asks of its sender, by its line of the table.
pub(super) fn asked_by(request: &HttpRequest) -> Result<(Action, Freshness), ApiError> {
    let (method, pattern) = (request.method().as_str(), request.match_pattern());
    let line = PAGES
        .iter()
        .find(|(of, page, ..)| *of == method && pattern.as_deref() == Some(*page));
    match line {
        Some((_, _, Some(action), freshness)) => Ok((*action, *freshness)),
        _ => Err(ApiError::internal("a form of somebody has no line in PAGES")),
    }
}

/// Whether somebody must be signed in to open a page or send its form.
pub(super) fn is_of_somebody(path: &str) -> bool {
    let mut pages = PAGES.iter();
    pages.any(|(_, page, action, _)| action.is_some() && is_like(path, page))
}

/// The page nearest above an address, on which its form stands: `/admin/users/x` of `/admin/users/x/grants`.
pub(super) fn page_above(path: &str) -> &str {
    let is_shown = |path: &str| {
        PAGES
            .iter()
            .any(|(method, page, ..)| *method == "GET" && is_like(path, page))
    };
    let mut above = path;
    while !is_shown(above) {
        match above.rsplit_once('/') {
            Some((rest, _)) if !rest.is_empty() => above = rest,
            _ => return super::account::PATH,
        }
    }
    above
}

/// The page on which the link to a file stands: `/admin/audit` of `/admin/audit.csv`, and `/account` of
/// `/account/export`; of every other address the address itself.
pub(super) fn page_of(path: &str) -> &str {
    let formats = TableFormat::ALL.iter().map(|format| format.extension());
    let table = formats
        .filter_map(|end| path.strip_suffix(end)?.strip_suffix('.'))
        .next();
    table.or_else(|| path.strip_suffix("/export")).unwrap_or(path)
}

/// Whether an address is one of these pages.
pub(crate) fn is_page(path: &str) -> bool {
    PAGES.iter().any(|(_, page, ..)| is_like(path, page))
}

/// Whether an address is of this pattern, in which a part in braces stands for any one part.
fn is_like(path: &str, pattern: &str) -> bool {
    let (mut path, mut pattern) = (path.split('/'), pattern.split('/'));
    loop {
        match (path.next(), pattern.next()) {
            (None, None) => return true,
            (Some(part), Some(any)) if any.starts_with('{') && !part.is_empty() => {}
            (Some(part), Some(wanted)) if part == wanted => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_on_the_page_above_it() {
        for (form, page) in [
            ("/account/codes/recovery", "/account/codes"),
            ("/account/identities/unlink", "/account"),
            ("/admin/clients/srda/secrets", "/admin/clients/srda"),
            ("/admin/clients", "/admin/clients"),
            ("/admin/users/x/grants", "/admin/users/x"),
            ("/sign-out", "/account"),
        ] {
            assert_eq!(page_above(form), page);
        }
    }

    #[test]
    fn a_file_is_asked_for_on_its_page() {
        for (file, page) in [
            ("/admin/audit.csv", "/admin/audit"),
            ("/account/log.xlsx", "/account/log"),
            ("/account/export", "/account"),
            ("/admin/users/x/export", "/admin/users/x"),
            ("/admin/users/csv", "/admin/users/csv"),
        ] {
            assert_eq!(page_of(file), page);
        }
    }

    #[test]
    fn what_is_of_somebody_is_told_by_the_table() {
        for path in ["/account/codes", "/admin/users/x", "/outbox", "/sign-out"] {
            assert!(is_of_somebody(path), "{path}");
        }
        for path in [
            "/sign-in",
            "/sign-in/code",
            "/reset/abc",
            "/welcome/abc",
            "/admin",
        ] {
            assert!(!is_of_somebody(path), "{path}");
        }
    }

    #[test]
    fn the_pages_are_told_by_their_patterns() {
        for path in [
            "/account",
            "/admin/users/x",
            "/admin/users/x/grants/y",
            "/reset",
            "/reset/abc",
            "/sign-in/with/e-identity/callback",
            "/admin/networks/N1/members/0840200",
        ] {
            assert!(is_page(path), "{path}");
        }
        for path in [
            "/",
            "/sign-in/with/",
            "/networks/N1",
            "/admin/users/x/y/z/w",
            "/admin",
            "/account/",
        ] {
            assert!(!is_page(path), "{path}");
        }
    }
}
