-- Takes back what up.sql made, and with it its contents.

drop table sign_in_throttle;
