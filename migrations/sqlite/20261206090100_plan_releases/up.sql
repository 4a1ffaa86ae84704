-- Figures that become public together, at an instant told beforehand. An indicator says whether its new figures wait for
-- that; they wait on the desk, beside what is held as suspect, and say that they do by a row of their own.

alter table indicator add column gate text not null default 'open'
    constraint indicator_gate_known check (gate in ('open', 'release'));
-- After the end of the period.
alter table indicator add column expected_days integer
    constraint indicator_expected_days_positive check (expected_days > 0);

create table data_release (
    id text not null constraint data_release_pk primary key,
    name_lv text not null,
    name_en text not null,
    period text not null,
    stage text not null constraint data_release_stage_known check (stage in ('provisional', 'final', 'revised')),
    -- When it is released; nothing while that is not set.
    release_at integer,
    -- Until when members of networks alone read it.
    members_until integer,
    -- Who planned it last, as in the audit log: no reference, for it outlives a person who is erased.
    actor_kind text not null constraint data_release_actor_known
        check (actor_kind in ('person', 'client', 'command', 'nobody')),
    actor text,
    version integer not null,
    -- The change by which it became public, and how many figures were held then.
    published_version integer constraint data_release_published_once unique,
    held_back integer,
    constraint data_release_members_first check (members_until is null or members_until > release_at),
    constraint data_release_published_whole check ((published_version is null) = (held_back is null))
) strict;

create table data_release_indicator (
    release text not null constraint data_release_indicator_release_fk references data_release (id),
    indicator text not null constraint data_release_indicator_indicator_fk references indicator (code),
    position integer not null,
    constraint data_release_indicator_pk primary key (release, indicator)
) strict;

create index data_release_indicator_by_indicator on data_release_indicator (indicator, release);

-- Figures of the desk that are not held but wait for a release. They leave it when their figure leaves the desk.
create table awaiting_release (
    figure integer not null constraint awaiting_release_pk primary key
        constraint awaiting_release_figure_fk references desk_value (id)
) strict;
