//! How many files the process may have open: each connection is one.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files that are kept for everything but connections: databases, logs, listeners, a backup.
const OTHERS: usize = 512;

/// Raises the bound to what the system allows, and gives the number of connections that fit below it.
pub(crate) fn connections(wanted: usize) -> anyhow::Result<usize> {
    let limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        let current = limit.maximum;
        setrlimit(Resource::Nofile, Rlimit { current, ..limit })?;
    }
    // None is no bound at all.
    let files = limit
        .maximum
        .map(|files| usize::try_from(files).unwrap_or(usize::MAX));
    let fit = fitting(wanted, files);
    if fit < wanted {
        tracing::warn!(
            connections.wanted = wanted,
            connections.fit = fit,
            "the system gives fewer files than there may be connections; raise its bound (LimitNOFILE, ulimit -Hn)"
        );
    }
    Ok(fit)
}

fn fitting(wanted: usize, files: Option<usize>) -> usize {
    let room = files.map_or(usize::MAX, |files| files.saturating_sub(OTHERS));
    wanted.min(room.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_everything_else() {
        assert_eq!(fitting(16_000, None), 16_000);
        assert_eq!(fitting(16_000, Some(524_288)), 16_000);
        assert_eq!(fitting(16_000, Some(4096)), 4096 - OTHERS);
        assert_eq!(fitting(16_000, Some(64)), 1, "somebody is always served");
    }
}
