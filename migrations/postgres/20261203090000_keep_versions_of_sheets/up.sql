-- Every version of every sheet of the catalogue: what it said when, who changed it, and what a release brought. A sheet
-- that was changed here is no longer overwritten by the next release. The sheets that are there get their first version
-- from `blis migrate`, for the text that is hashed is made by the program.

create table sheet_version (
    indicator text not null constraint sheet_version_indicator_fk references indicator (code),
    -- Counted from 1 in each indicator.
    number bigint not null constraint sheet_version_counted check (number > 0),
    -- All of the sheet, in JSON.
    sheet text not null,
    -- SHA-256 of the sheet without what is empty in it.
    hash bytea not null constraint sheet_version_hash check (length(hash) = 32),
    cause text not null constraint sheet_version_cause_known check (cause in ('shipped', 'edited', 'imported')),
    -- Whether it became the sheet. What a release brings stays out where the sheet was changed here.
    adopted boolean not null,
    -- Who, as in the audit log; nothing for what a release brings. No reference: the history outlives both.
    actor_kind text constraint sheet_version_actor_known
        check (actor_kind in ('person', 'client', 'command', 'nobody')),
    actor text,
    at bigint not null,
    -- The change since which it is known; 0 for what was there before any.
    version bigint not null,
    constraint sheet_version_pk primary key (indicator, number),
    constraint sheet_version_release_of_nobody check ((cause = 'shipped') = (actor_kind is null)),
    constraint sheet_version_others_count check (adopted or cause = 'shipped')
);

create index sheet_version_by_version on sheet_version (version, indicator);

alter table data_change drop constraint data_change_cause_known;
alter table data_change add constraint data_change_cause_known check (cause in
    ('batch', 'release', 'decision', 'formula', 'sheet', 'suppression', 'explanation', 'restore'));
