//! A connection under watch: it is cut off when it takes too long over the head of a request, when nobody takes the
//! answer, and when nothing is asked.
//!
//! actix-http bounds the first head of a connection and the pause after an answer, but not a second head that has
//! begun: one byte after the first answer would hold a connection for ever. So the time is measured here, around the
//! socket itself.

use super::admission::Seat;
use super::pace::Paced;
use actix_web::HttpMessage;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use std::cell::Cell;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long the head of a request may take.
pub(super) const HEAD: Duration = Duration::from_secs(10);

/// How long a connection is kept on which nothing is asked.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// actix-http watches both too, and can say why it ends; this is what it is given to do so.
const LEAVE: Duration = Duration::from_secs(2);

/// How long nobody may take a byte of an answer.
const STALLED: Duration = Duration::from_secs(60);

/// How long a connection may be busy without a pause: the largest body over the slowest line that is worth having.
const BUSY: Duration = Duration::from_secs(3600);

/// What a connection is doing. Shared by the socket and the requests on it, which live on one thread.
#[derive(Clone)]
pub(crate) struct Pulse(Rc<Beat>);

struct Beat {
    /// Requests whose answer is not all sent.
    under_way: Cell<u32>,
    /// Since when it is busy, or idle.
    since: Cell<Instant>,
    /// When the first byte after the last answer came.
    heard: Cell<Option<Instant>>,
    /// Whether anything was ever asked.
    asked: Cell<bool>,
    /// Whether many requests share the connection: bytes between them are then no head.
    is_shared: bool,
    /// Given back with the connection.
    _seat: Seat,
}

impl Pulse {
    /// A connection that was just made.
    pub(super) fn new(seat: Seat, is_shared: bool) -> Pulse {
        Pulse(Rc::new(Beat {
            under_way: Cell::new(0),
            since: Cell::new(Instant::now()),
            heard: Cell::new(None),
            asked: Cell::new(false),
            is_shared,
            _seat: seat,
        }))
    }

    /// A request begins; it ends with what is given.
    fn begin(&self) -> UnderWay {
        let beat = &self.0;
        if beat.under_way.get() == 0 {
            beat.since.set(Instant::now());
        }
        beat.under_way.set(beat.under_way.get() + 1);
        beat.heard.set(None);
        beat.asked.set(true);
        UnderWay(self.clone())
    }

    fn heard(&self) {
        let beat = &self.0;
        if beat.under_way.get() == 0 && beat.heard.get().is_none() {
            beat.heard.set(Some(Instant::now()));
        }
    }

    /// When the connection is cut off, as things are.
    fn deadline(&self) -> Instant {
        let beat = &self.0;
        match (beat.under_way.get(), beat.heard.get()) {
            (0, _) if !beat.asked.get() => beat.since.get() + HEAD + LEAVE,
            (0, Some(heard)) if !beat.is_shared => heard + HEAD + LEAVE,
            (0, _) => beat.since.get() + KEEP_ALIVE + LEAVE,
            _ => beat.since.get() + BUSY,
        }
    }
}

/// A request whose answer is not all sent.
struct UnderWay(Pulse);

impl Drop for UnderWay {
    fn drop(&mut self) {
        let beat = &self.0.0;
        beat.under_way.set(beat.under_way.get() - 1);
        if beat.under_way.get() == 0 {
            beat.since.set(Instant::now());
        }
    }
}

/// Both directions of a connection, encrypted or not.
pub(super) trait Duplex: AsyncRead + AsyncWrite + Unpin {}

impl<T: AsyncRead + AsyncWrite + Unpin> Duplex for T {}

/// A connection under watch.
pub(super) struct Watched {
    io: Box<dyn Duplex>,
    pulse: Pulse,
    overdue: Alarm,
    stalled: Alarm,
    blocked_since: Option<Instant>,
}

impl Watched {
    /// Watches a connection.
    pub(super) fn new(io: impl Duplex + 'static, pulse: Pulse) -> Watched {
        Watched {
            io: Box::new(io),
            pulse,
            overdue: Alarm::default(),
            stalled: Alarm::default(),
            blocked_since: None,
        }
    }

    /// What the connection is doing.
    pub(super) fn pulse(&self) -> Pulse {
        self.pulse.clone()
    }

    /// Passes on what came of writing, or ends it when nobody takes a byte for too long.
    fn taken<T>(&mut self, context: &mut Context<'_>, poll: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if poll.is_ready() {
            self.blocked_since = None;
            return poll;
        }
        let since = *self.blocked_since.get_or_insert_with(Instant::now);
        match self.stalled.rings(context, since + STALLED) {
            true => Poll::Ready(Err(too_slow("nobody takes the answer"))),
            false => Poll::Pending,
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let poll = Pin::new(&mut this.io).poll_read(context, buffer);
        if poll.is_ready() {
            if buffer.filled().len() > before {
                this.pulse.heard();
            }
            return poll;
        }
        match this.overdue.rings(context, this.pulse.deadline()) {
            true => Poll::Ready(Err(too_slow("nothing was asked in time"))),
            false => Poll::Pending,
        }
    }
}

impl AsyncWrite for Watched {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let poll = Pin::new(&mut this.io).poll_write(context, bytes);
        this.taken(context, poll)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let poll = Pin::new(&mut this.io).poll_flush(context);
        this.taken(context, poll)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let poll = Pin::new(&mut this.io).poll_shutdown(context);
        this.taken(context, poll)
    }
}

fn too_slow(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, why)
}

/// Wakes whoever waits at a moment that may move.
#[derive(Default)]
pub(super) struct Alarm(Option<Pin<Box<Sleep>>>);

impl Alarm {
    /// Whether the moment has come; if not, the task is woken then.
    pub(super) fn rings(&mut self, context: &mut Context<'_>, at: Instant) -> bool {
        let sleep = self.0.get_or_insert_with(|| Box::pin(sleep_until(at)));
        if sleep.deadline() != at {
            sleep.as_mut().reset(at);
        }
        sleep.as_mut().poll(context).is_ready()
    }
}

/// Tells the connection of each request that it is under way, until the last byte of its answer is handed over, and
/// sets the pace of its body.
pub(crate) async fn watch(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let under_way = request.conn_data::<Pulse>().map(Pulse::begin);
    match request.take_payload() {
        Payload::None => {}
        payload => request.set_payload(Payload::Stream {
            payload: Box::pin(Paced::new(payload)),
        }),
    }
    let answer = next.call(request).await?;
    Ok(answer.map_body(|_, body| {
        BoxBody::new(Held {
            body: body.boxed(),
            _under_way: under_way,
        })
    }))
}

/// A body that ends its request when it is dropped.
struct Held {
    body: BoxBody,
    _under_way: Option<UnderWay>,
}

impl MessageBody for Held {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let next = ready!(Pin::new(&mut self.get_mut().body).poll_next(context));
        Poll::Ready(next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::admission::Admission;
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::sleep;

    fn connection(is_shared: bool) -> (Watched, Pulse, DuplexStream) {
        let seat = Admission::new(1).seat(None).unwrap();
        let pulse = Pulse::new(seat, is_shared);
        let (here, there) = duplex(64);
        (Watched::new(here, pulse.clone()), pulse, there)
    }

    /// Reads until the end, and tells after how many seconds the connection was cut off.
    async fn cut_off_after(mut watched: Watched) -> u64 {
        let begun = Instant::now();
        let mut all = Vec::new();
        let error = watched.read_to_end(&mut all).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        begun.elapsed().as_secs()
    }

    /// Sends a byte every second, for ever.
    fn dripping(mut there: DuplexStream) {
        tokio::spawn(async move {
            while there.write_all(b"x").await.is_ok() {
                sleep(Duration::from_secs(1)).await;
            }
        });
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_has_its_time_however_it_drips() {
        let time = (HEAD + LEAVE).as_secs();
        let (silent, _, _there) = connection(false);
        assert_eq!(cut_off_after(silent).await, time);
        let (first, _, there) = connection(false);
        dripping(there);
        assert_eq!(cut_off_after(first).await, time);
        let (second, pulse, there) = connection(false);
        drop(pulse.begin());
        dripping(there);
        assert_eq!(cut_off_after(second).await, time, "the second head, too");
    }

    #[tokio::test(start_paused = true)]
    async fn an_idle_connection_ends_after_a_while() {
        let time = (KEEP_ALIVE + LEAVE).as_secs();
        let (idle, pulse, _there) = connection(false);
        drop(pulse.begin());
        assert_eq!(cut_off_after(idle).await, time);
        let (shared, pulse, there) = connection(true);
        drop(pulse.begin());
        dripping(there);
        assert_eq!(
            cut_off_after(shared).await,
            time,
            "what is no request keeps nothing open"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_answered_is_not_cut_off() {
        let (mut busy, pulse, _there) = connection(false);
        let under_way = pulse.begin();
        let mut byte = [0];
        let read = busy.read_exact(&mut byte);
        assert!(
            tokio::time::timeout(Duration::from_secs(600), read)
                .await
                .is_err()
        );
        drop(under_way);
        assert_eq!(cut_off_after(busy).await, (KEEP_ALIVE + LEAVE).as_secs());
        let (held, pulse, _there) = connection(false);
        let _under_way = pulse.begin();
        assert_eq!(cut_off_after(held).await, BUSY.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_nobody_takes_is_given_up() {
        let (mut watched, pulse, _there) = connection(false);
        let _under_way = pulse.begin();
        let begun = Instant::now();
        let error = watched.write_all(&[0; 1000]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(begun.elapsed(), STALLED);
    }
}
