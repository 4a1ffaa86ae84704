-- Every version of every sheet of the catalogue: what it said when, who changed it, and what a release brought. A sheet
-- that was changed here is no longer overwritten by the next release. The sheets that are there get their first version
-- from `blis migrate`, for the text that is hashed is made by the program.

create table sheet_version (
    indicator text not null constraint sheet_version_indicator_fk references indicator (code),
    -- Counted from 1 in each indicator.
    number integer not null constraint sheet_version_counted check (number > 0),
    -- All of the sheet, in JSON.
    sheet text not null,
    -- SHA-256 of the sheet without what is empty in it.
    hash blob not null constraint sheet_version_hash check (length(hash) = 32),
    cause text not null constraint sheet_version_cause_known check (cause in ('shipped', 'edited', 'imported')),
    -- Whether it became the sheet. What a release brings stays out where the sheet was changed here.
    adopted integer not null constraint sheet_version_adopted_bool check (adopted in (0, 1)),
    -- Who, as in the audit log; nothing for what a release brings. No reference: the history outlives both.
    actor_kind text constraint sheet_version_actor_known
        check (actor_kind in ('person', 'client', 'command', 'nobody')),
    actor text,
    at integer not null,
    -- The change since which it is known; 0 for what was there before any.
    version integer not null,
    constraint sheet_version_pk primary key (indicator, number),
    constraint sheet_version_release_of_nobody check ((cause = 'shipped') = (actor_kind is null)),
    constraint sheet_version_others_count check (adopted or cause = 'shipped')
) strict;

create index sheet_version_by_version on sheet_version (version, indicator);

-- SQLite takes another check by making the table anew.
create table data_change_rebuilt (
    version integer not null constraint data_change_pk primary key,
    -- Later changes have later instants, also when the clock is put back.
    at integer not null constraint data_change_at_once unique,
    cause text not null constraint data_change_cause_known check (cause in
        ('batch', 'release', 'decision', 'formula', 'sheet', 'suppression', 'explanation', 'restore')),
    -- The batch whose values these are.
    batch text constraint data_change_batch_fk references batch (id),
    new_cells integer not null,
    changed_cells integer not null,
    withdrawn_cells integer not null
) strict;
insert into data_change_rebuilt select version, at, cause, batch, new_cells, changed_cells, withdrawn_cells from data_change;
drop table data_change;
alter table data_change_rebuilt rename to data_change;
