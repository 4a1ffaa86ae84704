-- Links that let somebody in once (invitation, forgotten password, the first admin), and the letters they travel in.
-- A letter is queued in the transaction that makes its link, and its text is emptied once it was sent.

create table one_time_link (
    -- SHA-256 of the text of the 256 random bits in the link; the link itself is in a letter and nowhere else.
    hash blob not null constraint one_time_link_pk primary key,
    purpose text not null constraint one_time_link_purpose_known
        check (purpose in ('invitation', 'password_reset', 'first_admin')),
    -- Nothing for the first admin, whose account the link makes.
    person text constraint one_time_link_person_fk references person (id),
    -- A person, nobody who was known, or a command. No reference: whoever made it may be erased.
    created_by text not null,
    created_at integer not null,
    expires_at integer not null,
    -- When it was used, or another took its place.
    used_at integer,
    constraint one_time_link_has_person check ((person is null) = (purpose = 'first_admin'))
) strict;

create index one_time_link_by_person on one_time_link (person, purpose);

create table letter (
    -- UUIDv7: in the order in which the letters were queued.
    id text not null constraint letter_pk primary key,
    -- Whose account it is about: when the person is erased, the letters go too.
    person text not null constraint letter_person_fk references person (id),
    purpose text not null constraint letter_purpose_known check (purpose in ('invitation', 'password_reset')),
    recipient text not null,
    subject text not null,
    -- Holds a link that opens an account, so it is emptied as soon as nobody has to send it any more.
    body text not null,
    created_at integer not null,
    -- When it is tried next. Whoever takes it moves this on, so that nobody else takes it meanwhile.
    due_at integer not null,
    -- Its link holds no longer: there is no use in sending it later.
    expires_at integer not null,
    attempts integer not null constraint letter_attempts_counted check (attempts >= 0),
    sent_at integer,
    given_up_at integer,
    -- What went wrong the last time, without addresses.
    failure text,
    constraint letter_ends_once check (sent_at is null or given_up_at is null),
    constraint letter_emptied check ((sent_at is null and given_up_at is null) or body = '')
) strict;

create index letter_to_send on letter (due_at) where sent_at is null and given_up_at is null;
create index letter_by_person on letter (person);
