-- A seat in a group that was given today can be ended today: the last day is then the day before the first.
do $$
declare
	bound text;
begin
	select conname into strict bound from pg_constraint
		where conrelid = 'samspil.group_member'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%until >= since%';
	execute format('alter table samspil.group_member drop constraint %I', bound);
end $$;
alter table samspil.group_member add constraint group_member_days check (until >= since - 1);
