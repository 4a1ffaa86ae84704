-- Webhooks: who is told of changes, what signs it, and what was sent. A delivery is queued in the transaction that
-- numbers its change, so that none is lost and none is of a change that never was.

create table webhook (
    -- UUIDv7.
    id text not null constraint webhook_pk primary key,
    description text not null,
    -- May hold what only its receiver should know: it stands in no log.
    address text not null,
    -- Parted by spaces.
    events text not null,
    state text not null constraint webhook_state_known check (state in ('active', 'suspended', 'disabled')),
    disabled_because text constraint webhook_reason_known check (disabled_because in ('gone', 'failing')),
    -- Since when every attempt failed.
    failing_since integer,
    -- A person. No reference: whoever made it may be erased.
    owner text not null,
    created_at integer not null,
    -- The audit log names it for ever: its row and its id stay, emptied.
    removed_at integer,
    -- Raised by every change; the tag of the resource.
    version integer not null,
    constraint webhook_disabled_for_a_reason check ((state = 'disabled') = (disabled_because is not null)),
    constraint webhook_emptied check (removed_at is null or address = '')
) strict;

create table webhook_secret (
    -- UUIDv7.
    id text not null constraint webhook_secret_pk primary key,
    webhook text not null constraint webhook_secret_webhook_fk references webhook (id),
    -- With a key that is not in the database.
    sealed blob not null,
    created_at integer not null,
    -- Nothing for the one that has none after it.
    expires_at integer
) strict;

create index webhook_secret_by_webhook on webhook_secret (webhook, created_at);

create table webhook_delivery (
    -- The webhook-id of every attempt: msg_ and a UUIDv7, in the order of the events.
    id text not null constraint webhook_delivery_pk primary key,
    -- No reference: whoever numbers a change holds the end of the audit log, and takes no lock after that.
    webhook text not null,
    event text not null,
    -- The change it tells of, in data_change.
    version integer,
    created_at integer not null,
    -- When it is tried next. Whoever takes it moves this on, so that nobody else takes it meanwhile.
    due_at integer not null,
    attempts integer not null constraint webhook_delivery_attempts_counted check (attempts >= 0),
    -- How many of them were made before somebody asked for another round.
    attempts_before integer not null constraint webhook_delivery_rounds_counted
        check (attempts_before between 0 and attempts),
    last_attempt_at integer,
    status integer,
    failure text,
    delivered_at integer,
    given_up_at integer,
    constraint webhook_delivery_ends_once check (delivered_at is null or given_up_at is null)
) strict;

create index webhook_delivery_to_send on webhook_delivery (webhook, id)
    where delivered_at is null and given_up_at is null;
create index webhook_delivery_by_webhook on webhook_delivery (webhook, id);
