-- Takes back what up.sql made. The history of the sheets is lost.

drop table sheet_version;

update data_change set cause = 'formula' where cause = 'sheet';
alter table data_change drop constraint data_change_cause_known;
alter table data_change add constraint data_change_cause_known check (cause in
    ('batch', 'release', 'decision', 'formula', 'suppression', 'explanation', 'restore'));
