-- Takes back what up.sql made. What was released stays public; what waits for a release is held.

drop table awaiting_release;
drop table data_release_indicator;
drop table data_release;
alter table indicator drop column expected_days;
alter table indicator drop column gate;
