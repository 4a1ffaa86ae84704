-- Who is who at the services of other organisations that sign people in, and the sign-ins under way there. The service
-- decides that it is the same person as last time; which person of ours that is stands here and nowhere else.

create table external_identity (
    id text not null constraint external_identity_pk primary key,
    -- As the service names itself and the person: neither ever changes there, as a name or an e-mail address may.
    issuer text not null,
    subject text not null,
    person text not null constraint external_identity_person_fk references person (id),
    linked_at bigint not null,
    constraint external_identity_is_one_person unique (issuer, subject),
    -- Nobody needs two, and nobody can pile them up.
    constraint external_identity_one_of_issuer unique (person, issuer)
);

-- From the moment the browser is sent to the service until it comes back, ten minutes at the most. A row is taken away
-- by the first answer that names it, whatever comes of that.
create table external_sign_in (
    -- SHA-256 of what the service gives back.
    state_hash bytea not null constraint external_sign_in_pk primary key,
    -- SHA-256 of a cookie of the browser that was sent: no other may bring the answer.
    browser_hash bytea not null,
    provider text not null,
    nonce text not null,
    -- What proves that whoever exchanges the code is who asked for it (PKCE).
    verifier text not null,
    language text not null constraint external_sign_in_language_known check (language in ('lv', 'en')),
    return_to text not null,
    -- Who is signed in and links the identity to the own account; nothing where somebody signs in.
    session text constraint external_sign_in_session_fk references session (id) on delete cascade,
    created_at bigint not null
);

create index external_sign_in_by_time on external_sign_in (created_at);
