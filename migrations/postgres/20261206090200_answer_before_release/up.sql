-- What a municipality answers about a figure of its own that waits on the desk: that it is right, or that it is to be
-- corrected. Nothing is overwritten: the latest answer counts.

create table figure_answer (
    id bigint generated always as identity constraint figure_answer_pk primary key,
    figure bigint not null constraint figure_answer_figure_fk references desk_value (id),
    answer text not null constraint figure_answer_known check (answer in ('confirm', 'ask_correction')),
    note text,
    -- Who, as in the audit log: no reference, for the answer outlives a person who is erased.
    actor_kind text not null constraint figure_answer_actor_known
        check (actor_kind in ('person', 'client', 'command', 'nobody')),
    actor text,
    at bigint not null,
    constraint figure_answer_says_what check (answer <> 'ask_correction' or note is not null)
);

create index figure_answer_by_figure on figure_answer (figure, id);
