-- Somebody who has an account and is given roles by an administrator who did not see them before is told by a letter
-- without a link.

alter table letter drop constraint letter_purpose_known;
alter table letter add constraint letter_purpose_known
    check (purpose in ('invitation', 'password_reset', 'roles_given'));
