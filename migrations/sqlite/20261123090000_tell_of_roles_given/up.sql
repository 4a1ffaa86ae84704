-- Somebody who has an account and is given roles by an administrator who did not see them before is told by a letter
-- without a link. SQLite changes a check by making the table anew.

create table letter_rebuilt (
    -- UUIDv7: in the order in which the letters were queued.
    id text not null constraint letter_pk primary key,
    -- Whose account it is about: when the person is erased, the letters go too.
    person text not null constraint letter_person_fk references person (id),
    purpose text not null constraint letter_purpose_known
        check (purpose in ('invitation', 'password_reset', 'roles_given')),
    recipient text not null,
    subject text not null,
    -- May hold a link that opens an account, so it is emptied as soon as nobody has to send it any more.
    body text not null,
    created_at integer not null,
    -- When it is tried next. Whoever takes it moves this on, so that nobody else takes it meanwhile.
    due_at integer not null,
    -- From when on there is no use in sending it: its link holds no longer.
    expires_at integer not null,
    attempts integer not null constraint letter_attempts_counted check (attempts >= 0),
    sent_at integer,
    given_up_at integer,
    -- What went wrong the last time, without addresses.
    failure text,
    constraint letter_ends_once check (sent_at is null or given_up_at is null),
    constraint letter_emptied check ((sent_at is null and given_up_at is null) or body = '')
) strict;

insert into letter_rebuilt (id, person, purpose, recipient, subject, body, created_at, due_at, expires_at, attempts,
        sent_at, given_up_at, failure)
    select id, person, purpose, recipient, subject, body, created_at, due_at, expires_at, attempts,
        sent_at, given_up_at, failure from letter;
drop table letter;
alter table letter_rebuilt rename to letter;

create index letter_to_send on letter (due_at) where sent_at is null and given_up_at is null;
create index letter_by_person on letter (person);
