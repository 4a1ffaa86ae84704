-- Takes back what up.sql made. Of several secrets the newest that does not end is kept. The tables before know neither
-- addresses nor an end: a client that was held to them, or kept out, gets a hash that no secret has.

alter table machine_client add column secret_hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000';
update machine_client set secret_hash = coalesce((
    select hash from client_secret
    where client_secret.client = machine_client.id and revoked_at is null and expires_at is null
    order by client_secret.created_at desc, client_secret.id desc limit 1), secret_hash)
    where suspended_at is null and removed_at is null and allowed_addresses = '';
alter table machine_client drop column allowed_addresses;
alter table machine_client drop column suspended_at;
alter table machine_client drop column removed_at;
alter table machine_client drop column version;
drop table client_secret;
