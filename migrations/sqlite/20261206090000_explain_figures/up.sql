-- What those whom a figure is about say of it. An explanation stays with its cell until another takes its place or it is
-- withdrawn; each is a change with a number, so that what was read then is read again for ever. One that was written
-- beforehand waits for the figure it is about to be released.

create table explanation (
    id integer not null constraint explanation_pk primary key autoincrement,
    indicator text not null constraint explanation_indicator_fk references indicator (code),
    area text not null constraint explanation_area_fk references area (code),
    period text not null,
    lv text not null,
    en text,
    -- Who, as in the audit log: no reference, for the explanation outlives a person who is erased.
    actor_kind text not null constraint explanation_actor_known
        check (actor_kind in ('person', 'client', 'command', 'nobody')),
    actor text,
    written_at integer not null,
    -- The change since which it is known; nothing while it waits.
    version integer,
    -- The change since which it is not said any more.
    superseded_version integer,
    -- When another took its place or it was withdrawn.
    closed_at integer,
    constraint explanation_closed_whole check (version is null or (superseded_version is null) = (closed_at is null)),
    constraint explanation_known_first check (superseded_version is null or version is not null)
) strict;

-- A cell has one explanation, and one waits for it.
create unique index explanation_open on explanation (indicator, area, period)
    where version is not null and superseded_version is null;
create unique index explanation_waiting on explanation (indicator, area, period)
    where version is null and closed_at is null;
create index explanation_by_version on explanation (version);
create index explanation_by_end on explanation (superseded_version) where superseded_version is not null;
