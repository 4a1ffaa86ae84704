//! How much one caller may ask in a while: whoever shows a token is counted by whose it is, everybody else by the
//! address. The budget is told on every answer that was counted
//! (draft-ietf-httpapi-ratelimit-headers).

use crate::addresses::is_for_programs;
use crate::auth::{Holder, holder};
use crate::pages;
use crate::state::State;
use crate::web::peer;
use crate::web::problem::ApiError;
use crate::web::wait;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use blis_domain::limits::{Allowance, Quota, Spent};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use moka::ops::compute::Op;
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use std::net::IpAddr;
use std::time::Duration;

/// What is left of the budget.
pub(crate) const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// The budget.
pub(crate) const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// A third of a minute's budget may be spent at once.
const BURSTS_IN_A_MINUTE: u32 = 3;

/// Callers that are remembered; beyond that, those who were not heard of for longest begin anew.
const REMEMBERED: u64 = 100_000;

/// What a request costs that hashes a password or a secret, or asks another service.
const SIGN_IN: u32 = 5;

/// What a batch costs.
const PUSH: u32 = 5;

/// The budgets of all who call.
pub(crate) struct Rates {
    quota: Quota,
    spent: Cache<Who, Spent>,
}

/// Whose budget a request is taken from. Many people may share an address, and one program may have many.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Who {
    Holder(Holder),
    Address(IpAddr),
}

impl Rates {
    /// So many requests a minute for each caller; no limit for nought.
    pub(crate) fn new(per_minute: u32) -> Option<Rates> {
        if per_minute == 0 {
            return None;
        }
        let burst = (per_minute / BURSTS_IN_A_MINUTE).max(1);
        let window_s = u64::from(burst) * 60;
        let window_s = u32::try_from(window_s.div_ceil(u64::from(per_minute))).unwrap_or(u32::MAX);
        Some(Rates {
            quota: Quota::new(burst, window_s),
            spent: Cache::builder()
                .max_capacity(REMEMBERED)
                .eviction_policy(EvictionPolicy::lru())
                // By then the whole budget is there again, and with it nothing to remember.
                .time_to_idle(Duration::from_secs(u64::from(window_s) + 60))
                .build(),
        })
    }

    /// Asks for part of a budget. What costs more than the whole of a small one costs the whole.
    fn ask(&self, who: Who, now: Duration, cost: u32) -> Allowance {
        let cost = cost.min(self.quota.amount());
        let mut answer = None;
        self.spent.entry(who).and_compute_with(|kept| {
            let spent = kept.map(moka::Entry::into_value).unwrap_or_default();
            let (spent, allowance) = self.quota.ask(spent, now, cost);
            answer = Some(allowance);
            Op::Put(spent)
        });
        // The closure was called: it is what makes the entry.
        answer.unwrap_or_else(|| self.quota.ask(Spent::default(), now, cost).1)
    }

    fn tell(&self, headers: &mut HeaderMap, allowance: Allowance) {
        let quota = self.quota;
        let policy = format!(r#""default";q={};w={}"#, quota.amount(), quota.window_s());
        let left = format!(r#""default";r={};t={}"#, allowance.remaining, allowance.reset_s);
        for (name, text) in [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, left)] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(name, value);
            }
        }
    }
}

/// Counts a request, or refuses it.
pub(crate) async fn limit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let asked = request
        .app_data::<Data<State>>()
        .cloned()
        .and_then(|state| asked(&state, &request).map(|(who, allowance)| (state, who, allowance)));
    let Some((state, who, allowance)) = asked else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let mut answer = match allowance.allowed {
        true => next.call(request).await?.map_into_boxed_body(),
        false => {
            state.metrics.rate_limited();
            let refusal = refused(&who, allowance.retry_after_s.unwrap_or(allowance.reset_s));
            request.error_response(refusal)
        }
    };
    if let Some(rates) = &state.rates {
        rates.tell(answer.headers_mut(), allowance);
    }
    Ok(answer)
}

/// What comes of counting a request; nothing when it is not counted.
fn asked(state: &State, request: &ServiceRequest) -> Option<(Who, Allowance)> {
    let rates = state.rates.as_ref()?;
    let cost = cost(request.method(), request.path())?;
    let who = who(state, request)?;
    let now = state.clock.now().unix_timestamp_nanos();
    let now = Duration::from_nanos(u64::try_from(now).unwrap_or(0));
    let allowance = rates.ask(who.clone(), now, cost);
    Some((who, allowance))
}

/// Who asks; nobody when neither a token nor the address says.
fn who(state: &State, request: &ServiceRequest) -> Option<Who> {
    // Whoever signs in is not who they were before, and guesses are counted where they come from.
    let own = !state.addresses.is_open_read(request.path()) && !is_sign_in(request.path());
    match holder(request.request(), state, own) {
        Some(holder) => Some(Who::Holder(holder)),
        None => peer::counted(request.request()).map(Who::Address),
    }
}

/// What a request costs; nothing for files of the page, for what watches the server, and for what browsers ask before
/// they ask.
fn cost(method: &Method, path: &str) -> Option<u32> {
    if *method == Method::OPTIONS || !is_counted(path) {
        return None;
    }
    if *method != Method::POST {
        // Where a sign-in through another service begins, something is kept until it ends.
        return Some(if path.starts_with("/sign-in/with/") {
            SIGN_IN
        } else {
            1
        });
    }
    Some(match path {
        path if is_sign_in(path) => SIGN_IN,
        _ if path.starts_with("/api/v1/feeds/") => PUSH,
        _ => 1,
    })
}

/// Whether passwords and secrets are sent to an address.
fn is_sign_in(path: &str) -> bool {
    matches!(
        path,
        "/api/v1/auth/token" | "/api/v1/auth/session" | "/api/v1/auth/password-reset" | "/sign-in" | "/reset"
    )
}

/// Whether requests to an address are counted.
pub(crate) fn is_counted(path: &str) -> bool {
    let watches = path == "/metrics" || path.starts_with("/health/");
    !watches && (is_for_programs(path) || pages::is_page(path))
}

fn refused(who: &Who, seconds: u64) -> ApiError {
    let (lv, en) = wait::words(seconds);
    let (whose_lv, whose_en) = match who {
        Who::Address(_) => ("No šīs adreses nāk", "come from this address"),
        Who::Holder(Holder::Client(_)) => ("No šīs pieslēgtās sistēmas nāk", "come from this client"),
        Who::Holder(Holder::Person(_)) => ("No jūsu konta nāk", "come from your account"),
    };
    let error: ApiError = ProblemDraft::new(
        ProblemCode::TooManyRequests,
        format!("{whose_lv} pārāk daudz pieprasījumu. Mēģiniet vēlreiz pēc {lv}."),
        format!("Too many requests {whose_en}. Try again in {en}."),
    )
    .into();
    error.retry_after(u32::try_from(seconds).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_third_at_once_and_the_whole_in_a_minute() {
        for (rate, burst, window_s) in [(600, 200, 20), (10, 3, 18), (1, 1, 60), (2, 1, 30)] {
            let quota = Rates::new(rate).unwrap().quota;
            assert_eq!((quota.amount(), quota.window_s()), (burst, window_s), "{rate}");
        }
        assert!(Rates::new(0).is_none());
    }

    #[test]
    fn each_address_has_a_budget_of_its_own() {
        let rates = Rates::new(9).unwrap();
        let address = |text: &str| Who::Address(text.parse().unwrap());
        let (one, other) = (address("192.0.2.1"), address("192.0.2.2"));
        let now = Duration::from_secs(1_000_000);
        let asked: Vec<bool> = (0..4).map(|_| rates.ask(one.clone(), now, 1).allowed).collect();
        assert_eq!(asked, [true, true, true, false]);
        assert!(
            rates.ask(other.clone(), now, 99).allowed,
            "the whole is the most that is asked for"
        );
        assert_eq!(rates.ask(other, now, 1).retry_after_s, Some(7));
    }

    #[test]
    fn what_is_dear_costs_more_and_files_cost_nothing() {
        for (method, path, expected) in [
            (Method::GET, "/api/v1/areas", Some(1)),
            (Method::POST, "/api/v1/auth/session", Some(SIGN_IN)),
            (Method::POST, "/api/v1/feeds/srda/batches", Some(PUSH)),
            (Method::GET, "/api/v1/feeds/srda/batches", Some(1)),
            (Method::GET, "/account", Some(1)),
            (Method::GET, "/sign-in/with/e-identity", Some(SIGN_IN)),
            (Method::GET, "/sign-in/with/e-identity/callback", Some(SIGN_IN)),
            (Method::OPTIONS, "/api/v1/areas", None),
            (Method::GET, "/health/live", None),
            (Method::GET, "/metrics", None),
            (Method::GET, "/indicators", None),
            (Method::GET, "/styles.css", None),
        ] {
            assert_eq!(cost(&method, path), expected, "{method} {path}");
        }
    }
}
