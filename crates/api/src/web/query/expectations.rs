//! What each parameter expects, in words: one table, because a name means the same at every address.

/// What a parameter expects, in Latvian and English. A test asks every operation for nonsense and finds a parameter
/// that has no words here.
pub(super) fn of(name: &str) -> (&'static str, &'static str) {
    EXPECTATIONS.iter().find(|(known, _, _)| *known == name).map_or(
        ("vērtība nav derīga", "the value is not valid"),
        |(_, lv, en)| (lv, en),
    )
}

#[rustfmt::skip]
const EXPECTATIONS: &[(&str, &str, &str)] = &[
    ("indicator", "jāraksta rādītāja kods, piemēram, CTX.UNEMP", "write the code of an indicator, such as CTX.UNEMP"),
    ("area", "jāraksta pašvaldības kods, piemēram, 0840200", "write the code of an area, such as 0840200"),
    ("peers", "jāraksta all, country, network:N2, kind:city, region:LV008, similar:7 vai areas:0840200,0880200", "write all, country, network:N2, kind:city, region:LV008, similar:7 or areas:0840200,0880200"),
    ("period", "jāraksta 2016, 2016-S1, 2016-Q1 vai 2016-03", "write 2016, 2016-S1, 2016-Q1 or 2016-03"),
    ("from", "jāraksta 2016, 2016-S1, 2016-Q1 vai 2016-03", "write 2016, 2016-S1, 2016-Q1 or 2016-03"),
    ("to", "jāraksta 2016, 2016-S1, 2016-Q1 vai 2016-03", "write 2016, 2016-S1, 2016-Q1 or 2016-03"),
    ("as_of", "jāraksta laiks (RFC 3339) vai datums, piemēram, 2016-12-31", "write an RFC 3339 instant or a date, such as 2016-12-31"),
    ("breakdown", "jāraksta SEX, AGE, AGE,SEX, viena daļa, piemēram, SEX=F, vai * (viss)", "write SEX, AGE, AGE,SEX, one part such as SEX=F, or * for everything"),
    ("changed_since", "jāraksta datu versija, laiks (RFC 3339) vai datums", "write a data version, an RFC 3339 instant or a date"),
    ("since", "jāraksta datu versija, laiks (RFC 3339) vai datums", "write a data version, an RFC 3339 instant or a date"),
    ("scope", "jāraksta pilot vai country", "write pilot or country"),
    ("network", "jāraksta tīkla kods, piemēram, N2", "write the code of a network, such as N2"),
    ("kind", "jāraksta city vai municipality", "write city or municipality"),
    ("policy_area", "jāraksta governance, social_health, services_housing, education_culture vai context", "write governance, social_health, services_housing, education_culture or context"),
    ("dimension", "jāraksta priority, coverage, productivity, quality, outcome, context vai base", "write priority, coverage, productivity, quality, outcome, context or base"),
    ("k", "jāraksta skaitlis no 1 līdz 43", "write a number from 1 to 43"),
    ("on", "jāraksta rādītāju kodi, atdalīti ar komatu", "write codes of indicators, separated by commas"),
    ("weights", "jāraksta pozitīvi skaitļi, atdalīti ar komatu", "write positive numbers, separated by commas"),
    ("limit", "jāraksta skaitlis no 1 līdz 1000", "write a number from 1 to 1000"),
    ("mode", "jāraksta atomic vai partial", "write atomic or partial"),
    ("batch", "jāraksta datu paketes identifikators", "write the id of a batch"),
    ("code", "jāraksta kods, piemēram, unknown_area", "write a code, such as unknown_area"),
    ("outcome", "jāraksta changed, refused vai suspect", "write changed, refused or suspect"),
    ("actor", "jāraksta lietotāja identifikators, client: un pieslēgtās sistēmas identifikators, command vai nobody", "write the id of a person, client: and the id of a machine client, command or nobody"),
    ("action", "jāraksta darbības nosaukums, piemēram, sign_in", "write the name of an action, such as sign_in"),
    ("target_kind", "jāraksta person, client, network, batch, held, indicator, observation, release vai webhook", "write person, client, network, batch, held, indicator, observation, release or webhook"),
    ("municipality", "jāraksta pašvaldības kods, piemēram, 0840200", "write the code of a municipality, such as 0840200"),
    ("role", "jāraksta member, councillor, municipal_admin, coordinator, observer, steward vai admin", "write member, councillor, municipal_admin, coordinator, observer, steward or admin"),
    ("state", "jāraksta invited, active, suspended vai erased", "write invited, active, suspended or erased"),
    ("from_day", "jāraksta datums, piemēram, 2027-01-31", "write a date, such as 2027-01-31"),
    ("to_day", "jāraksta datums, piemēram, 2027-01-31", "write a date, such as 2027-01-31"),
    ("pick", "jāraksta ne vairāk kā 5 pašvaldību kodi, atdalīti ar komatu", "write at most 5 codes of areas, separated by commas"),
    ("caption", "jāraksta true vai false", "write true or false"),
    ("every_period", "jāraksta true vai false", "write true or false"),
    ("with_release", "jāraksta true vai false", "write true or false"),
    ("dry_run", "jāraksta true vai false", "write true or false"),
    ("scheme", "jāraksta light vai dark", "write light or dark"),
    ("width", "jāraksta skaitlis no 320 līdz 2000", "write a number from 320 to 2000"),
];
