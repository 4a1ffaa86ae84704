drop table external_sign_in;
drop table external_identity;
