//! Calls about areas: who they are, whom they are like, where they stand.

use crate::client::Client;
use crate::error::ClientError;
use blis_domain::area::{Area, AreaCode, AreaScope};
use blis_domain::brief::Brief;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::wire::{Profile, SimilarAreas};

impl Client {
    /// The areas of a scope, in the order of their Latvian names, as they are or with the networks they were in then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn areas(&self, scope: AreaScope, as_of: Option<&str>) -> Result<Vec<Area>, ClientError> {
        let scope = match scope {
            AreaScope::Pilot => "pilot",
            AreaScope::Country => "country",
        };
        let parameters = [
            ("scope", Some(scope.to_owned())),
            ("as_of", as_of.map(str::to_owned)),
        ];
        self.get_all(self.address.with(&["areas"], &parameters)).await
    }

    /// One area, as it is or with the networks it was in then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn area(&self, area: &AreaCode, as_of: Option<&str>) -> Result<Area, ClientError> {
        let parameters = [("as_of", as_of.map(str::to_owned))];
        self.get(self.address.with(&["areas", area.as_str()], &parameters))
            .await
    }

    /// The `k` areas most like one, nearest first, as they are or as they were known then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn similar(
        &self,
        area: &AreaCode,
        k: u8,
        as_of: Option<&str>,
    ) -> Result<SimilarAreas, ClientError> {
        let parameters = [("k", Some(k.to_string())), ("as_of", as_of.map(str::to_owned))];
        self.get(
            self.address
                .with(&["areas", area.as_str(), "similar"], &parameters),
        )
        .await
    }

    /// Where an area stands in every indicator; in each one's latest period when none is named; as it is or as it
    /// was known then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn profile(
        &self,
        area: &AreaCode,
        peers: &PeerSelector,
        period: Option<Period>,
        as_of: Option<&str>,
    ) -> Result<Profile, ClientError> {
        let path = ["areas", area.as_str(), "profile"];
        self.get(self.address.with(&path, &asked(peers, period, as_of)))
            .await
    }

    /// The councillor's page of an area, as it is or as it was known then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn brief(
        &self,
        area: &AreaCode,
        peers: &PeerSelector,
        period: Option<Period>,
        as_of: Option<&str>,
    ) -> Result<Brief, ClientError> {
        let path = ["areas", area.as_str(), "brief"];
        self.get(self.address.with(&path, &asked(peers, period, as_of)))
            .await
    }
}

/// What a profile and the councillor's page are asked by.
fn asked(
    peers: &PeerSelector,
    period: Option<Period>,
    as_of: Option<&str>,
) -> [(&'static str, Option<String>); 3] {
    [
        ("peers", Some(peers.to_string())),
        ("period", period.map(|period| period.to_string())),
        ("as_of", as_of.map(str::to_owned)),
    ]
}
