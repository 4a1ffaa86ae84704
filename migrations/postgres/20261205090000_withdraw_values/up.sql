-- What waits on the desk may take a value back: a batch that waits as a whole brings withdrawals like any other.

alter table desk_value add column withdrawn boolean not null default false
    constraint desk_value_withdrawn_empty check (not withdrawn or value is null);
