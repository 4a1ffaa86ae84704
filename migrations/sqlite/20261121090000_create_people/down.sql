-- Takes back what up.sql made, and with it its contents.

drop table refresh_token;
drop table session;
drop table role_grant;
drop table person;
