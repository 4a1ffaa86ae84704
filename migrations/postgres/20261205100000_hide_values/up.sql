-- Numbers that may not be shown lie apart from what everybody reads: no query of what is public reads this table, and
-- the database itself refuses a public row that has both a letter and a number.

alter table observation add column conf_status text not null default 'F'
    constraint observation_conf_status_known
        check (conf_status in ('F', 'N', 'C', 'D', 'S', 'A', 'O', 'T', 'G', 'M', 'E', 'X'))
    constraint observation_hidden_empty check (conf_status = 'F' or value is null);

alter table desk_value add column conf_status text not null default 'F'
    constraint desk_value_conf_status_known
        check (conf_status in ('F', 'N', 'C', 'D', 'S', 'A', 'O', 'T', 'G', 'M', 'E', 'X'));
alter table desk_value add column cases double precision;

-- What stands behind a version of a cell and is not public.
create table hidden_value (
    indicator text not null constraint hidden_value_indicator_fk references indicator (code),
    area text not null constraint hidden_value_area_fk references area (code),
    period text not null,
    breakdown text not null,
    -- The change that brought the version.
    version bigint not null,
    -- The number, where it is hidden.
    value double precision,
    status text not null,
    -- What the sender said: the letter, and how many cases stand behind the number.
    conf_status text not null constraint hidden_value_conf_status_known
        check (conf_status in ('F', 'N', 'C', 'D', 'S', 'A', 'O', 'T', 'G', 'M', 'E', 'X')),
    cases double precision,
    constraint hidden_value_pk primary key (indicator, area, period, breakdown, version)
);
