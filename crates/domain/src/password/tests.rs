use super::PasswordRefusal::*;
use super::*;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn check(typed: &str) -> Result<(), PasswordRefusal> {
    let email: EmailAddress = "ilze.ozolina@cesunovads.lv".parse().unwrap();
    let name: PersonName = "Ilze Ozoliņa-Vāvere".parse().unwrap();
    NewPassword::check(typed, &email, Some(&name)).map(|_| ())
}

fn words() -> Vec<&'static str> {
    let lines = guessable::WORDS.lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

#[test]
fn sentences_and_random_characters_are_taken() {
    for password in [
        "zirgs ēd kliņģeri tumsā",
        "Vai rīt līs? Droši vien.",
        "correct horse battery staple",
        "x7k9q2m4w8z3",
        "tXmfR!pWvb2c",
        "гречка под дождём",
        "雨の日は傘を忘れて走る人が多い",
        "parole ir tikai viens vārds no daudziem",
    ] {
        assert_eq!(check(password), Ok(()), "{password}");
    }
}

#[test]
fn what_is_tried_first_is_refused_with_its_reason() {
    for (password, reason) in [
        ("Parole123456", Common),
        ("P@r0l32026!!", Common),
        ("pārolePAROLE", Common),
        ("Liepaja2024!!", Common),
        ("SaldusNovads2026", Common),
        ("RīgaLiepājaTalsi", Common),
        ("1234administrators", Common),
        ("xParole123456x", Common),
        ("qwertyuiop12", Walk),
        ("1qaz2wsx3edc", Walk),
        ("qazwsxedcrfv", Walk),
        ("zyxwvutsrqpo", Walk),
        ("abcdefghijklm", Walk),
        ("QWERTZuiop!!!1", Walk),
        ("йцукенгшщзхъ", Common),
        ("фывапролджэ1", Walk),
        ("aaaaaaaaaaaa", Repetition),
        ("kiskiskiskis", Repetition),
        ("ux!ux!ux!ux!ux!", Repetition),
        ("290219851234", FewLetters),
        ("+371 29 555 777", FewLetters),
        ("28.02.1986.!", FewLetters),
        ("ilze.ozolina1", Personal),
        ("OzoliņaIlze1", Personal),
        ("cesunovads_ilze", Personal),
        ("V4v3r3-2026-!!", Personal),
        ("", TooShort),
        ("tXmfR!pWvb2", TooShort),
        ("tXmfR!pWvb2c\n", ControlCharacter),
    ] {
        assert_eq!(check(password), Err(reason), "{password}");
    }
}

#[test]
fn length_is_counted_in_characters_after_composing() {
    assert_eq!(check("žagars šņāc"), Err(TooShort), "11 characters, more bytes");
    assert_eq!(
        check("z\u{30c}agars s\u{30c}n\u{327}a\u{304}c"),
        Err(TooShort),
        "however they are typed"
    );
    let sentence =
        "zirgs ēd kliņģeri tumsā un klusi domā par to, kā saulē žūst siens, kuru rīt vedīs uz mājām";
    let longest: String = sentence
        .chars()
        .chain("bdfhjlnprtvxz".chars().cycle())
        .take(LONGEST)
        .collect();
    assert_eq!(check(&longest), Ok(()));
    assert_eq!(check(&format!("{longest}x")), Err(TooLong));
    assert_eq!(check(&"x".repeat(1_000_000)), Err(TooLong));
}

#[test]
fn a_password_is_the_same_however_it_was_typed() {
    let email: EmailAddress = "a@b.lv".parse().unwrap();
    let composed = NewPassword::check("zirgs ēd kliņģeri", &email, None).unwrap();
    assert_eq!(
        composed.as_str(),
        normalised("zirgs e\u{304}d klin\u{327}g\u{327}eri")
    );
    assert_eq!(format!("{composed:?}"), "NewPassword(…)");
}

#[test]
fn every_refusal_says_something_of_its_own() {
    for language in Language::ALL {
        let mut messages = PasswordRefusal::ALL
            .map(|refusal| refusal.message(language))
            .to_vec();
        messages.sort();
        messages.dedup();
        assert_eq!(messages.len(), PasswordRefusal::ALL.len());
    }
}

#[test]
fn the_list_has_no_word_twice_and_none_too_short_to_matter() {
    let mut words: Vec<String> = words().into_iter().map(crate::locale::folded).collect();
    assert!(words.len() >= 350 && words.iter().all(|word| word.chars().count() >= 4));
    words.sort();
    assert_eq!(words.windows(2).find(|pair| pair[0] == pair[1]), None);
}

proptest! {
    #[test]
    fn random_characters_are_taken(
        // Each once: drawn with repetition, one in a million repeats itself as a password must not.
        letters in subsequence(('A'..='Z').chain('a'..='z').chain('0'..='9').collect::<Vec<_>>(), 16).prop_shuffle()
    ) {
        let password: String = letters.into_iter().collect();
        prop_assert_eq!(check(&password), Ok(()));
    }

    #[test]
    fn a_listed_word_with_digits_and_signs_around_it_is_refused(
        word in select(words()), before in "[0-9!#%&*. _-]{0,8}", after in "[0-9!#%&*. _-]{12,20}",
        capital in any::<bool>(), stand_ins in any::<bool>(),
    ) {
        let mut word = if capital { word.to_uppercase() } else { word.to_owned() };
        if stand_ins {
            word = word.replace(['a', 'A'], "@").replace(['o', 'O'], "0").replace(['i', 'I'], "1");
        }
        let refusal = check(&format!("{before}{word}{after}")).unwrap_err();
        prop_assert!(![TooShort, TooLong, ControlCharacter].contains(&refusal));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,140}") {
        let _ = check(&text);
        prop_assert_eq!(normalised(&normalised(&text)), normalised(&text));
    }
}
