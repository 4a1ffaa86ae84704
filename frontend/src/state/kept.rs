//! Caches that pieces of the page bring along: made when one is first asked for, kept as long as the page is open. So
//! what only a piece reads is no part of what everybody waits for.

use crate::state::cache::{Answer, Cache};
use leptos::prelude::*;
use std::any::{Any, TypeId};
use std::hash::Hash;

/// The caches made so far.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    made: StoredValue<Vec<Made>>,
    /// Whose end is the end of the page: what a piece makes outlives its own page.
    owner: StoredValue<Owner>,
}

struct Made {
    /// What fills it; two caches of like shape are two.
    fetch: usize,
    kind: TypeId,
    cache: Box<dyn Any + Send + Sync>,
    forget: Box<dyn Fn() + Send + Sync>,
}

impl Kept {
    /// None yet, for as long as `owner` is there.
    pub(crate) fn new(owner: Owner) -> Kept {
        Kept {
            made: StoredValue::new(Vec::new()),
            owner: StoredValue::new(owner),
        }
    }

    /// The cache that `fetch` fills.
    pub(crate) fn cache<K, T>(self, fetch: fn(K) -> Answer<T>) -> Cache<K, T>
    where
        K: Eq + Hash + Clone + Send + Sync + 'static,
        T: Send + Sync + 'static,
    {
        let (place, kind) = (fetch as usize, TypeId::of::<Cache<K, T>>());
        let known = self.made.with_value(|made| {
            let one = made.iter().find(|one| one.fetch == place && one.kind == kind)?;
            one.cache.downcast_ref::<Cache<K, T>>().copied()
        });
        known.unwrap_or_else(|| {
            let cache = self.owner.get_value().with(|| Cache::new(fetch));
            self.made.update_value(|made| {
                made.push(Made {
                    fetch: place,
                    kind,
                    cache: Box::new(cache),
                    forget: Box::new(move || cache.forget()),
                });
            });
            cache
        })
    }

    /// Forgets every answer of each.
    pub(crate) fn forget(self) {
        self.made
            .with_value(|made| made.iter().for_each(|one| (one.forget)()));
    }
}
