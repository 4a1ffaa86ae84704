-- Takes back what up.sql made.

drop table webhook_delivery;
drop table webhook_secret;
drop table webhook;
