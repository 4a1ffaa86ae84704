-- Failed sign-ins, counted per account and per address. The key is a keyed hash, so the table names nobody, and a
-- guess at an account that does not exist is counted like any other.

create table sign_in_throttle (
    key blob not null constraint sign_in_throttle_pk primary key,
    failures integer not null constraint sign_in_throttle_positive check (failures > 0),
    -- The failures stand from here on: time forgives one after the other, and moves this up.
    counted_from integer not null,
    -- Nobody is let in before, with the right password neither.
    blocked_until integer not null
) strict;

create index sign_in_throttle_by_age on sign_in_throttle (counted_from);
