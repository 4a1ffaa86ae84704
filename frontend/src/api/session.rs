//! Asking as whoever is signed in.

use super::{Failure, UNAUTHORIZED};
use blis_client::{Client, ClientError};

/// Asks as whoever is signed in. Where the access token has ended, the session is renewed and the same asked again.
pub(crate) async fn signed_in<T, F>(client: &Client, ask: impl Fn() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, ClientError>>,
{
    match ask().await {
        Err(ClientError::Problem(problem)) if problem.status == UNAUTHORIZED => {
            client.renew_session().await?;
            Ok(ask().await?)
        }
        answer => Ok(answer?),
    }
}

/// What is sent with every change. Nobody who is not signed in has one; the server then refuses the change.
pub(crate) async fn csrf(client: &Client) -> Result<String, ClientError> {
    Ok(client.me().await?.csrf_token.unwrap_or_default())
}
