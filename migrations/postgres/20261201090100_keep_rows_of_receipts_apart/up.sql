-- The rows of a receipt, one by one: a receipt of a million rows is read a page at a time.

create table batch_row (
    batch text not null constraint batch_row_batch_fk references batch (id),
    -- Counted from 1, without a heading.
    row bigint not null,
    outcome text not null constraint batch_row_outcome_known check (outcome in ('changed', 'refused', 'suspect')),
    -- That of the fault, or `changed`.
    code text not null,
    -- What became of it, free of language, in JSON.
    report text not null,
    constraint batch_row_pk primary key (batch, row)
);

insert into batch_row (batch, row, outcome, code, report)
    select
        batch.id,
        (report ->> 'row')::bigint,
        report ->> 'outcome',
        coalesce(report #>> '{fault,fault}', 'changed'),
        report::text
    from batch, json_array_elements(batch.rows::json) as report;

alter table batch drop column rows;
