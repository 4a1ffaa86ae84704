//! What a supervisor is told: systemd asks for it by `NOTIFY_SOCKET` (`Type=notify`). Without one nobody is told.

use anyhow::Context;
use std::ffi::OsStr;
use std::os::unix::net::UnixDatagram;

/// Says that requests are answered.
pub(crate) fn ready() {
    tell("READY=1");
}

/// Says that the server is about to end.
pub(crate) fn stopping() {
    tell("STOPPING=1");
}

fn tell(message: &str) {
    let Some(socket) = std::env::var_os("NOTIFY_SOCKET").filter(|socket| !socket.is_empty()) else {
        return;
    };
    // The server serves whether anybody hears of it or not; systemd ends it when it waits in vain.
    if let Err(error) = send(&socket, message) {
        tracing::warn!(
            error = format!("{error:#}"),
            "the supervisor could not be told: {message}"
        );
    }
}

fn send(socket: &OsStr, message: &str) -> anyhow::Result<()> {
    let from = UnixDatagram::unbound().context("no socket can be had")?;
    let sent = match abstract_name(socket) {
        #[cfg(target_os = "linux")]
        Some(name) => {
            use std::os::linux::net::SocketAddrExt;
            let address = std::os::unix::net::SocketAddr::from_abstract_name(name)
                .context("NOTIFY_SOCKET is no name of a socket")?;
            from.send_to_addr(message.as_bytes(), &address)
        }
        _ => from.send_to(message.as_bytes(), socket),
    };
    sent.map(drop)
        .with_context(|| format!("nobody listens at {}", socket.display()))
}

/// The name of a socket that is in no folder.
fn abstract_name(socket: &OsStr) -> Option<&[u8]> {
    use std::os::unix::ffi::OsStrExt;
    socket.as_bytes().strip_prefix(b"@")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supervisor_hears_what_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let supervisor = UnixDatagram::bind(&path).unwrap();
        send(path.as_os_str(), "READY=1").unwrap();
        let mut heard = [0; 16];
        let length = supervisor.recv(&mut heard).unwrap();
        assert_eq!(&heard[..length], b"READY=1");
        assert!(send(OsStr::new("/no/such/socket"), "READY=1").is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_socket_may_be_in_no_folder() {
        use std::os::linux::net::SocketAddrExt;
        let name = format!("blis-test-{}", uuid::Uuid::new_v4());
        let address = std::os::unix::net::SocketAddr::from_abstract_name(&name).unwrap();
        let supervisor = UnixDatagram::bind_addr(&address).unwrap();
        send(OsStr::new(&format!("@{name}")), "STOPPING=1").unwrap();
        let mut heard = [0; 16];
        let length = supervisor.recv(&mut heard).unwrap();
        assert_eq!(&heard[..length], b"STOPPING=1");
    }
}
