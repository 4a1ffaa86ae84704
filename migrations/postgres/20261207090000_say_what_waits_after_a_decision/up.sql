-- A figure that is cleared and whose indicator is released is not public with the decision: it waits. The decision says how
-- many do, for whoever decided reads it at once.

alter table decision add column awaiting_release bigint not null default 0
    constraint decision_awaiting_not_negative check (awaiting_release >= 0);
