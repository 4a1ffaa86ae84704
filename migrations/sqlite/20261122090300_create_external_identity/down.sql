-- Takes back what up.sql made, and with it its contents.

drop table external_sign_in;
drop table external_identity;
