//! The pace of a body: a sender may take its time, but not for ever.

use super::connection::Alarm;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures::Stream;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Instant;

/// How long a body may take however little it brings.
const GRACE: Duration = Duration::from_secs(10);

/// What it brings at least, in each second after that.
const BYTES_A_SECOND: u64 = 1024;

/// A body that breaks off when it comes more slowly than that.
pub(super) struct Paced {
    body: Payload,
    begun: Option<Instant>,
    bytes: u64,
    alarm: Alarm,
}

impl Paced {
    /// Watches a body from the first time that anybody wants it.
    pub(super) fn new(body: Payload) -> Paced {
        Paced {
            body,
            begun: None,
            bytes: 0,
            alarm: Alarm::default(),
        }
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let begun = *this.begun.get_or_insert_with(Instant::now);
        match Pin::new(&mut this.body).poll_next(context) {
            Poll::Ready(next) => {
                if let Some(Ok(bytes)) = &next {
                    this.bytes += bytes.len() as u64;
                }
                Poll::Ready(next)
            }
            Poll::Pending => match this.alarm.rings(context, begun + time_for(this.bytes)) {
                true => Poll::Ready(Some(Err(too_slow()))),
                false => Poll::Pending,
            },
        }
    }
}

/// The time in which so many bytes have to be there, for the next one to be waited for.
fn time_for(bytes: u64) -> Duration {
    GRACE + Duration::from_millis(bytes * 1000 / BYTES_A_SECOND)
}

fn too_slow() -> PayloadError {
    io::Error::new(io::ErrorKind::TimedOut, "the body came too slowly").into()
}

/// Whether a body broke off because it came too slowly.
pub(crate) fn is_too_slow(error: &actix_web::Error) -> bool {
    matches!(error.as_error::<PayloadError>(), Some(PayloadError::Io(error)) if error.kind() == io::ErrorKind::TimedOut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream::{self, StreamExt};

    fn body(pieces: usize, size: usize, pause: Duration) -> Paced {
        let source = stream::unfold(0, move |sent| async move {
            if sent == pieces {
                return None;
            }
            tokio::time::sleep(pause).await;
            Some((Ok(Bytes::from(vec![b'x'; size])), sent + 1))
        });
        Paced::new(Payload::Stream {
            payload: Box::pin(source),
        })
    }

    async fn received(body: Paced) -> (usize, bool) {
        let all: Vec<_> = body.take_while_inclusive().await;
        let bytes = all.iter().flatten().map(Bytes::len).sum();
        (bytes, all.iter().any(Result::is_err))
    }

    impl Paced {
        /// Everything up to the end or the first error.
        async fn take_while_inclusive(mut self) -> Vec<Result<Bytes, PayloadError>> {
            let mut all = Vec::new();
            while let Some(next) = self.next().await {
                let failed = next.is_err();
                all.push(next);
                if failed {
                    break;
                }
            }
            all
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_may_be_slow_but_not_slower_than_the_floor() {
        let second = Duration::from_secs(1);
        assert_eq!(received(body(60, 1100, second)).await, (66_000, false));
        assert_eq!(received(body(9, 1, second)).await, (9, false), "within the grace");
        let (bytes, broke) = received(body(60, 1, second)).await;
        assert!(broke && bytes <= 10, "a byte a second is cut off: {bytes}");
        let (bytes, broke) = received(body(3, 2048, 30 * second)).await;
        assert!(broke && bytes == 0, "nothing for 30 seconds");
    }
}
