-- Takes back what up.sql made, and with it the feeds, clients, batches and receipts.

drop table idempotency;
drop table batch;
drop table machine_client;
drop table feed;
