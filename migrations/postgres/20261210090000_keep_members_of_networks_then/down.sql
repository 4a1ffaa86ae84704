-- Takes back what up.sql made. Who took part in a network before is lost.

drop index network_member_current;
delete from network_member where superseded_version is not null;
alter table network_member drop constraint network_member_pk;
alter table network_member drop constraint network_member_superseded_later;
alter table network_member drop column superseded_version;
alter table network_member drop column version;
alter table network_member add constraint network_member_pk primary key (network, area);

update data_change set cause = 'sheet' where cause = 'members';
alter table data_change drop constraint data_change_cause_known;
alter table data_change add constraint data_change_cause_known check (cause in
    ('batch', 'release', 'decision', 'formula', 'sheet', 'suppression', 'explanation', 'restore'));
