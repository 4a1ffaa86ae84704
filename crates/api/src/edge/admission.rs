//! Who gets a connection: so many for each address and no more.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// The connections that are held, by address.
#[derive(Debug)]
pub(crate) struct Admission {
    per_address: usize,
    held: Mutex<HashMap<IpAddr, usize>>,
}

/// The place of one connection, until it is dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    admission: Arc<Admission>,
    address: Option<IpAddr>,
}

impl Admission {
    /// Lets so many connections of an address in at once.
    pub(crate) fn new(per_address: usize) -> Arc<Admission> {
        Arc::new(Admission {
            per_address,
            held: Mutex::new(HashMap::new()),
        })
    }

    /// A seat for a connection from an address; none when it holds as many as it may. Without an address, such as for
    /// a proxy that brings everybody, nothing is counted.
    pub(crate) fn seat(self: &Arc<Admission>, address: Option<IpAddr>) -> Option<Seat> {
        if let Some(address) = address {
            let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
            let count = held.entry(address).or_default();
            if *count >= self.per_address {
                return None;
            }
            *count += 1;
        }
        Some(Seat {
            admission: Arc::clone(self),
            address,
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(address) = self.address else { return };
        let mut held = self.admission.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut entry) = held.entry(address) {
            *entry.get_mut() -= 1;
            if *entry.get() == 0 {
                // Addresses that are gone leave nothing behind.
                entry.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_seats_and_gets_them_back() {
        let admission = Admission::new(2);
        let (one, other) = (
            Some(IpAddr::from([192, 0, 2, 1])),
            Some(IpAddr::from([192, 0, 2, 2])),
        );
        let first = admission.seat(one).unwrap();
        let _second = admission.seat(one).unwrap();
        assert!(admission.seat(one).is_none());
        let _others = admission.seat(other).unwrap();
        drop(first);
        let _third = admission.seat(one).unwrap();
        assert!(admission.seat(one).is_none());
        let proxy: Vec<Seat> = (0..9).filter_map(|_| admission.seat(None)).collect();
        assert_eq!(proxy.len(), 9, "what is not counted has no bound");
    }

    #[test]
    fn nothing_is_kept_of_who_is_gone() {
        let admission = Admission::new(1);
        drop(admission.seat(Some(IpAddr::from([192, 0, 2, 1]))));
        assert!(admission.held.lock().unwrap().is_empty());
    }
}
