-- Takes back what up.sql made, and with it its contents.

drop table audit_head;
drop table audit_detail;
drop table audit_entry;
