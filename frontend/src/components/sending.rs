//! Something a reader sends: how far it came, and what is said of that beside its buttons.

use crate::api::{Failure, client};
use crate::components::loaded::Failed;
use crate::state::cache::Answer;
use crate::state::data::{Data, use_data};
use crate::state::focus::catch_focus;
use crate::state::language::use_handling;
use blis_client::Client;
use blis_domain::problem::ProblemItem;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::slice;

/// How far it came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sending<T> {
    /// Nothing was sent yet.
    Open,
    /// Something is missing before it can be sent.
    Incomplete(ProblemItem),
    /// It is on its way.
    OnTheWay,
    /// It does not hold.
    Failed(Failure),
    /// It holds.
    Done(T),
}

/// Sends something, once at a time.
pub(crate) struct Sender<Q: 'static, T: 'static> {
    state: RwSignal<Sending<T>>,
    last: StoredValue<Option<Q>>,
    client: StoredValue<Result<Client, Failure>>,
    owner: StoredValue<Option<Owner>>,
    /// What is forgotten with what is sent.
    changes: Option<Data>,
    ask: fn(Client, Q) -> Answer<T>,
    on_done: Callback<T>,
}

impl<Q, T> Clone for Sender<Q, T> {
    fn clone(&self) -> Sender<Q, T> {
        *self
    }
}

impl<Q, T> Copy for Sender<Q, T> {}

impl<Q, T> Sender<Q, T>
where
    Q: Clone + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    /// What sends by `ask` and calls `on_done` with what holds since. Figures or the catalogue may be others then.
    pub(crate) fn new(
        ask: fn(Client, Q) -> Answer<T>,
        on_done: impl Fn(T) + Send + Sync + 'static,
    ) -> Sender<Q, T> {
        Sender::of(ask, Callback::new(on_done), Some(use_data()))
    }

    /// The same for a question, which changes nothing.
    pub(crate) fn question(
        ask: fn(Client, Q) -> Answer<T>,
        on_done: impl Fn(T) + Send + Sync + 'static,
    ) -> Sender<Q, T> {
        Sender::of(ask, Callback::new(on_done), None)
    }

    fn of(ask: fn(Client, Q) -> Answer<T>, on_done: Callback<T>, changes: Option<Data>) -> Sender<Q, T> {
        Sender {
            state: RwSignal::new(Sending::Open),
            last: StoredValue::new(None),
            // An event knows no context: what is sent by one speaks the language of the page as it is now.
            client: StoredValue::new(client()),
            owner: StoredValue::new(Owner::current()),
            changes,
            ask,
            on_done,
        }
    }

    /// How far it came. Reading it tracks.
    pub(crate) fn state(self) -> Sending<T> {
        self.state.get()
    }

    /// Whether it is on its way.
    pub(crate) fn is_busy(self) -> bool {
        matches!(*self.state.read(), Sending::OnTheWay)
    }

    /// Whether it holds.
    pub(crate) fn is_done(self) -> bool {
        matches!(*self.state.read(), Sending::Done(_))
    }

    /// What is wrong with a member of what was to be sent, as the page or the server finds; all of it in one text.
    /// Reading it tracks.
    pub(crate) fn fault_at(self, member: &str) -> Option<String> {
        let state = self.state.read();
        let faults: &[ProblemItem] = match &*state {
            Sending::Incomplete(fault) => slice::from_ref(fault),
            Sending::Failed(Failure::Refused { faults, .. }) => faults,
            _ => &[],
        };
        let here = faults.iter().filter(|fault| fault.is_at(member));
        let told: Vec<&str> = here.map(|fault| fault.message.as_str()).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    /// Whether what is sent is kept.
    fn saves(self) -> bool {
        self.changes.is_some()
    }

    /// Says that something is missing, at the member where it should stand (RFC 6901); `""` is the whole.
    pub(crate) fn misses(self, member: &str, what: impl Into<String>) {
        self.state.set(Sending::Incomplete(ProblemItem {
            pointer: Some(member.to_owned()),
            row: None,
            code: "missing".to_owned(),
            message: what.into(),
        }));
    }

    /// Sends.
    pub(crate) fn send(self, what: Q) {
        self.last.set_value(Some(what.clone()));
        self.state.set(Sending::OnTheWay);
        let (client, owner) = (self.client.get_value(), self.owner.get_value());
        spawn_local(async move {
            let answer = match client {
                Ok(client) => (self.ask)(client, what).await,
                Err(failure) => Err(failure),
            };
            // Whatever the answer says: one that was lost may have changed something all the same.
            if let Some(data) = self.changes {
                data.forget();
            }
            match answer {
                // The reader may have gone elsewhere meanwhile: then nobody is left to be told.
                Ok(done) => {
                    self.state.try_set(Sending::Done(done.clone()));
                    // What is asked again then speaks the language of the page, which it finds here.
                    match owner {
                        Some(owner) => owner.with(|| self.on_done.try_run(done)),
                        None => self.on_done.try_run(done),
                    };
                }
                Err(failure) => {
                    self.state.try_set(Sending::Failed(failure));
                }
            }
        });
    }

    /// Sends the same again.
    fn again(self) {
        if let Some(what) = self.last.get_value() {
            self.send(what);
        }
    }
}

/// A button that sends; not while something is on its way. It keeps the focus meanwhile: one that is disabled would
/// lose it.
#[component]
pub(crate) fn SendButton<Q, T>(
    /// What sends.
    sender: Sender<Q, T>,
    /// What it says.
    label: &'static str,
    /// Whether it is what the form is for.
    #[prop(optional)]
    strong: bool,
    /// Sends.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView
where
    Q: Clone + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let class = if strong { "button button-strong" } else { "button" };
    let press = move |_| {
        if !untrack(|| sender.is_busy()) {
            on_press.run(());
        }
    };
    let busy = move || sender.is_busy().then_some("true");
    view! {
        <button type="button" class=class aria-disabled=busy on:click=press>
            {label}
        </button>
    }
}

/// What is said of something sent.
#[component]
pub(crate) fn Sent<Q, T>(
    /// What sends it.
    sender: Sender<Q, T>,
    /// What it is, for the reader who is told that it failed.
    part: &'static str,
    /// The id of what is said of what is missing or wrong: the field names it.
    fault: String,
    /// Says what holds; nothing where that is seen elsewhere.
    done: fn(&T) -> String,
) -> impl IntoView
where
    Q: Clone + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let saving = use_handling().saving;
    let place = NodeRef::<Div>::new();
    // The reader goes on here where what they pressed is gone: the form, once it holds; the button of another try.
    Effect::new(move || {
        let gone = matches!(*sender.state.read(), Sending::OnTheWay | Sending::Done(_));
        if let Some(place) = place.get_untracked().filter(|_| gone) {
            catch_focus(place.into());
        }
    });
    let told = move || match sender.state() {
        Sending::OnTheWay => Some(view! { <p class="quiet">{saving}</p> }.into_any()),
        Sending::Done(what) => {
            let told = done(&what);
            (!told.is_empty()).then(|| view! { <p class="notice">{told}</p> }.into_any())
        }
        Sending::Open | Sending::Incomplete(_) | Sending::Failed(_) => None,
    };
    let wrong = move || match sender.state() {
        Sending::Incomplete(missing) => {
            Some(view! { <p id=fault.clone() class="fault" role="alert">{missing.message}</p> }.into_any())
        }
        Sending::Failed(failure) => {
            let (saving, on_retry) = (sender.saves(), Callback::new(move |()| sender.again()));
            Some(
                view! {
                    <div id=fault.clone()>
                        <Failed failure part saving on_retry />
                    </div>
                }
                .into_any(),
            )
        }
        Sending::Open | Sending::OnTheWay | Sending::Done(_) => None,
    };
    view! {
        // It stands there beforehand: what is told there is then announced.
        <div class="sent" role="status" tabindex="-1" node_ref=place>
            {told}
        </div>
        {wrong}
    }
}
