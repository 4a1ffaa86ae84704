//! What is said of things that are not there: one table, read by the parameters and by the addresses.

use crate::web::problem::ApiError;
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::locale::capitalised;
use blis_domain::network::NetworkCode;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;

/// Something that was named and is not there.
pub(super) struct Absent {
    /// For programs, where a parameter named it.
    code: &'static str,
    /// For people; it goes on after the name of a parameter, so it begins with a small letter.
    sentence: Text,
}

impl Absent {
    pub(super) fn area(code: &AreaCode) -> Absent {
        Absent::new(
            "unknown_area",
            format!("pašvaldības ar kodu „{code}” 2009.–2021. gada iedalījumā nav."),
            format!("there is no local government “{code}” in the division of 2009–2021."),
        )
    }

    pub(super) fn indicator(code: &IndicatorCode) -> Absent {
        Absent::new(
            "unknown_indicator",
            format!("rādītāja „{code}” katalogā nav."),
            format!("there is no indicator “{code}” in the catalogue."),
        )
    }

    pub(super) fn network(code: &NetworkCode) -> Absent {
        Absent::new(
            "unknown_network",
            format!("tīkla „{code}” nav."),
            format!("there is no network “{code}”."),
        )
    }

    pub(super) fn region(code: &str) -> Absent {
        Absent::new(
            "unknown_region",
            format!("NUTS 3 reģiona „{code}” Latvijā nav; ir LV003, LV005–LV009."),
            format!("there is no NUTS 3 region “{code}” in Latvia; there are LV003 and LV005 to LV009."),
        )
    }

    pub(super) fn feed(code: &str) -> Absent {
        Absent::new(
            "unknown_feed",
            format!("datu plūsmas „{code}” nav."),
            format!("there is no feed “{code}”."),
        )
    }

    fn new(code: &'static str, lv: String, en: String) -> Absent {
        Absent {
            code,
            sentence: Text::new(lv, en),
        }
    }

    /// A parameter named it: the request is at fault.
    pub(super) fn in_parameter(self, name: &str) -> ApiError {
        ProblemDraft::parameter(name, self.code, self.sentence).into()
    }

    /// The address named it: there is nothing at the address.
    pub(super) fn in_path(self) -> ApiError {
        let Text { lv, en } = self.sentence;
        ProblemDraft::not_found(capitalised(&lv), capitalised(&en)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_serves_the_address_and_the_parameter() {
        let code = "N9".parse().unwrap();
        let path = Absent::network(&code).in_path();
        assert_eq!(path.draft.detail.lv, "Tīkla „N9” nav.");
        let parameter = Absent::network(&code).in_parameter("network");
        assert_eq!(parameter.draft.detail.lv, "Parametrs „network”: tīkla „N9” nav.");
        assert_eq!(parameter.draft.faults[0].code, "unknown_network");
    }
}
