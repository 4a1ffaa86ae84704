-- The rows of a receipt, one by one: a receipt of a million rows is read a page at a time.

create table batch_row (
    batch text not null constraint batch_row_batch_fk references batch (id),
    -- Counted from 1, without a heading.
    row integer not null,
    outcome text not null constraint batch_row_outcome_known check (outcome in ('changed', 'refused', 'suspect')),
    -- That of the fault, or `changed`.
    code text not null,
    -- What became of it, free of language, in JSON.
    report text not null,
    constraint batch_row_pk primary key (batch, row)
) strict, without rowid;

insert into batch_row (batch, row, outcome, code, report)
    select
        batch.id,
        json_extract(report.value, '$.row'),
        json_extract(report.value, '$.outcome'),
        coalesce(json_extract(report.value, '$.fault.fault'), 'changed'),
        report.value
    from batch, json_each(batch.rows) as report;

alter table batch drop column rows;
