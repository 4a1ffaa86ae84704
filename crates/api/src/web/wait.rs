//! How long somebody has to wait, in words.

/// A wait in words: seconds up to a minute and a half, then minutes, rounded up.
pub(crate) fn words(seconds: u64) -> (String, String) {
    let (number, one_lv, more_lv, one_en) = match seconds {
        0..=90 => (seconds, "sekundes", "sekundēm", "second"),
        _ => (seconds.div_ceil(60), "minūtes", "minūtēm", "minute"),
    };
    let lv = match (number % 10, number % 100) {
        (_, 11) => more_lv,
        (1, _) => one_lv,
        _ => more_lv,
    };
    let plural = if number == 1 { "" } else { "s" };
    (format!("{number} {lv}"), format!("{number} {one_en}{plural}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_said_in_both_languages() {
        for (seconds, lv, en) in [
            (1, "1 sekundes", "1 second"),
            (2, "2 sekundēm", "2 seconds"),
            (11, "11 sekundēm", "11 seconds"),
            (21, "21 sekundes", "21 seconds"),
            (64, "64 sekundēm", "64 seconds"),
            (121, "3 minūtēm", "3 minutes"),
            (900, "15 minūtēm", "15 minutes"),
        ] {
            assert_eq!(words(seconds), (lv.to_owned(), en.to_owned()));
        }
    }
}
