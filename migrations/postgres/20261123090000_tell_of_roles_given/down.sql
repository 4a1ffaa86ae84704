-- Takes back what up.sql made. The tables before know no letter that tells of roles.

delete from letter where purpose = 'roles_given';
alter table letter drop constraint letter_purpose_known;
alter table letter add constraint letter_purpose_known
    check (purpose in ('invitation', 'password_reset'));
