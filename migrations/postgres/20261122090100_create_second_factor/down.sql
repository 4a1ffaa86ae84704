-- Takes back what up.sql made, and with it its contents.

alter table session drop column confirmed_at;
drop table recovery_code;
drop table totp_secret;
