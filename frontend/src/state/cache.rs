//! Answers of the server, kept in memory by what was asked, so that each is fetched once.

use crate::api::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::hash::Hash;
use std::pin::Pin;
use std::sync::Arc;

/// An answer on its way. It stays on the one thread of the page.
pub(crate) type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

/// The states of something fetched. That there is nothing to show is known by the ready value.
#[derive(Debug)]
pub(crate) enum Load<T> {
    /// On its way.
    Loading,
    /// It did not come.
    Failed(Failure),
    /// Here.
    Ready(Arc<T>),
}

impl<T> Load<T> {
    /// The value, when it is here.
    pub(crate) fn ready(self) -> Option<Arc<T>> {
        match self {
            Load::Ready(value) => Some(value),
            Load::Loading | Load::Failed(_) => None,
        }
    }
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Load<T> {
        match self {
            Load::Loading => Load::Loading,
            Load::Failed(failure) => Load::Failed(failure.clone()),
            Load::Ready(value) => Load::Ready(Arc::clone(value)),
        }
    }
}

/// Two loads are equal when they are the same answer: a page is not rebuilt for what it shows already.
impl<T> PartialEq for Load<T> {
    fn eq(&self, other: &Load<T>) -> bool {
        match (self, other) {
            (Load::Loading, Load::Loading) => true,
            (Load::Failed(one), Load::Failed(other)) => one == other,
            (Load::Ready(one), Load::Ready(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

type Entries<K, T> = HashMap<K, ArcRwSignal<Load<T>>>;

/// Answers by question.
pub(crate) struct Cache<K: 'static, T: 'static> {
    entries: StoredValue<Entries<K, T>>,
    fetch: fn(K) -> Answer<T>,
}

impl<K, T> Clone for Cache<K, T> {
    fn clone(&self) -> Cache<K, T> {
        *self
    }
}

impl<K, T> Copy for Cache<K, T> {}

impl<K, T> Cache<K, T>
where
    K: Eq + Hash + Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    /// An empty cache, filled by `fetch`.
    pub(crate) fn new(fetch: fn(K) -> Answer<T>) -> Cache<K, T> {
        Cache {
            entries: StoredValue::new(HashMap::new()),
            fetch,
        }
    }

    /// The answer to a question, asked now when it has not been asked before. Reading it tracks.
    pub(crate) fn get(&self, key: &K) -> Load<T> {
        let known = self.entries.with_value(|entries| entries.get(key).cloned());
        known.unwrap_or_else(|| self.ask(key)).get()
    }

    /// Asks now what will be read soon, unless it is known or on its way; what failed is tried again.
    pub(crate) fn prefetch(&self, key: &K) {
        let known = self.entries.with_value(|entries| {
            let entry = entries.get(key);
            entry.is_some_and(|entry| !matches!(*entry.read_untracked(), Load::Failed(_)))
        });
        if !known {
            self.retry(key);
        }
    }

    /// Asks again; until the answer comes there is none.
    pub(crate) fn retry(&self, key: &K) {
        let entry = self.ask(key);
        if !matches!(*entry.read_untracked(), Load::Loading) {
            entry.set(Load::Loading);
        }
    }

    /// Asks again; until the answer comes the one that is here goes on.
    pub(crate) fn renew(&self, key: &K) {
        self.ask(key);
    }

    /// Keeps an answer that came with another.
    pub(crate) fn put(&self, key: K, value: T) {
        let entry = ArcRwSignal::new(Load::Ready(Arc::new(value)));
        self.entries.update_value(|entries| {
            entries.insert(key, entry);
        });
    }

    /// Forgets every answer. Who reads one goes on with it; whoever asks from now on asks the server.
    pub(crate) fn forget(&self) {
        self.entries.update_value(HashMap::clear);
    }

    fn ask(&self, key: &K) -> ArcRwSignal<Load<T>> {
        let mut asked = None;
        self.entries.update_value(|entries| {
            let entry = entries
                .entry(key.clone())
                .or_insert_with(|| ArcRwSignal::new(Load::Loading));
            asked = Some(entry.clone());
        });
        let entry = asked.unwrap_or_else(|| ArcRwSignal::new(Load::Loading));
        let (coming, answer) = ((self.fetch)(key.clone()), entry.clone());
        spawn_local(async move {
            answer.set(match coming.await {
                Ok(value) => Load::Ready(Arc::new(value)),
                Err(failure) => Load::Failed(failure),
            });
        });
        entry
    }
}
