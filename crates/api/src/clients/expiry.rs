//! The warning that the last secret of a machine client ends soon: at the start and each day, once a client.

use crate::state::State;
use crate::web::blocking::blocking;
use actix_web::web::Data;
use blis_domain::client::expires_soon;
use blis_store::ClientListed;
use std::collections::HashMap;
use std::time::Duration;
use time::Date;

/// How often it is looked whether a day has begun.
const LOOK_EVERY: Duration = Duration::from_secs(15 * 60);

/// Whom the log was told of, and on which day.
#[derive(Default)]
struct Told(HashMap<String, Date>);

/// A client whose last secret ends, and in how many days.
#[derive(Debug, PartialEq, Eq)]
struct Ending {
    client: String,
    days_left: i64,
}

/// Warns until the server stops.
pub(crate) async fn warn_daily(state: Data<State>) {
    let mut told = Told::default();
    loop {
        let (known, now) = (state.clone(), state.clock.now());
        match blocking(move || Ok(known.store.clients(now)?)).await {
            Ok(clients) => {
                for ending in told.of(&clients, now.date()) {
                    tracing::warn!(
                        client = ending.client,
                        days_left = ending.days_left,
                        "the last secret of a machine client ends soon: give it another"
                    );
                }
            }
            // A database that is away for a while is told of by every request.
            Err(error) => tracing::debug!(error = %error, "the machine clients cannot be looked through"),
        }
        actix_web::rt::time::sleep(LOOK_EVERY).await;
    }
}

impl Told {
    /// Of whom the log is to be told now.
    fn of(&mut self, clients: &[ClientListed], today: Date) -> Vec<Ending> {
        self.0.retain(|_, day| *day == today);
        clients
            .iter()
            .filter(|listed| !listed.client.suspended)
            .filter_map(|listed| {
                let ends = || {
                    listed
                        .secrets
                        .iter()
                        .filter(|one| one.holds)
                        .map(|one| one.days_left)
                };
                let days_left = ends().flatten().max()?;
                let news = expires_soon(ends()) && self.0.insert(listed.client.id.clone(), today).is_none();
                news.then(|| Ending {
                    client: listed.client.id.clone(),
                    days_left,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_store::{AllowedAddresses, ClientSecret, MachineClient};
    use time::macros::date;

    fn client(id: &str, suspended: bool, ends: &[(bool, Option<i64>)]) -> ClientListed {
        let secret = |(holds, days_left): &(bool, Option<i64>)| ClientSecret {
            id: "s".to_owned(),
            created_at: String::new(),
            expires_at: None,
            last_used_at: None,
            revoked_at: None,
            holds: *holds,
            days_left: *days_left,
        };
        ClientListed {
            client: MachineClient {
                id: id.to_owned(),
                name: id.to_owned(),
                feed: None,
                scopes: vec![],
                allowed_addresses: AllowedAddresses::default(),
                suspended,
                created_at: String::new(),
                version: 1,
            },
            secrets: ends.iter().map(secret).collect(),
        }
    }

    #[test]
    fn the_log_is_told_once_a_client_and_day() {
        let clients = [
            client("soon", false, &[(true, Some(3)), (true, Some(12)), (false, None)]),
            client("later", false, &[(true, Some(30))]),
            client("never", false, &[(true, Some(1)), (true, None)]),
            client("ended", false, &[(false, Some(-1))]),
            client("suspended", true, &[(true, Some(1))]),
            client("none", false, &[]),
        ];
        let mut told = Told::default();
        let day = date!(2026 - 11 - 20);
        let soon = Ending {
            client: "soon".to_owned(),
            days_left: 12,
        };
        assert_eq!(told.of(&clients, day), [soon]);
        assert_eq!(told.of(&clients, day), []);
        assert_eq!(told.of(&clients, date!(2026 - 11 - 21)).len(), 1);
    }
}
