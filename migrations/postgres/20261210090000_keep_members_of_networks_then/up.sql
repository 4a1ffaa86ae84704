-- Who took part in a network stays: a member has the change since which it is one, and the change since which it is none,
-- so that a comparison with a network is read again for ever as it was.

-- The change since which it is a member; 0 for whoever was one before any, or since nobody knows when.
alter table network_member add column version bigint not null default 0;
alter table network_member alter column version drop default;
-- The change since which it is none.
alter table network_member add column superseded_version bigint
    constraint network_member_superseded_later check (superseded_version > version);
alter table network_member drop constraint network_member_pk;
alter table network_member add constraint network_member_pk primary key (network, area, version);

-- A municipality is a member once.
create unique index network_member_current on network_member (network, area) where superseded_version is null;

-- Changes of members are numbered.
alter table data_change drop constraint data_change_cause_known;
alter table data_change add constraint data_change_cause_known check (cause in
    ('batch', 'release', 'decision', 'formula', 'sheet', 'suppression', 'explanation', 'members', 'restore'));
