//! What a running server does by itself: once an hour it takes away what nobody needs any more.

use crate::state::State;
use actix_web::web::{self, Data};
use std::time::Duration;

/// Goes on until it is dropped. Several servers on one database may each do it: what is gone is gone.
pub(crate) async fn keep(state: Data<State>, every: Duration) {
    loop {
        actix_web::rt::time::sleep(every).await;
        sweep(state.clone()).await;
    }
}

async fn sweep(state: Data<State>) {
    let swept = web::block(move || state.store.sweep()).await;
    match swept {
        Ok(Ok(swept)) => {
            for (table, rows) in swept.into_iter().filter(|(_, rows)| *rows > 0) {
                tracing::info!(
                    sweep.table = table,
                    sweep.rows = rows,
                    "what has had its time was taken away"
                );
            }
        }
        Ok(Err(error)) => tracing::warn!(
            error = error.with_causes(),
            "what has had its time could not be taken away"
        ),
        Err(error) => tracing::warn!(%error, "what has had its time could not be taken away"),
    }
}
