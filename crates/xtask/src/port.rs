//! A free port of this machine.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::Context;

/// A port on 127.0.0.1 that nobody listened on a moment ago.
pub(crate) fn free() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free on 127.0.0.1")?;
    Ok(listener
        .local_addr()
        .context("a listening socket has no address")?
        .port())
}
