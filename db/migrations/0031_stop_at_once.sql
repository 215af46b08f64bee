-- Somebody who began today can be stopped today: the last day is then the day before the first.
do $$
declare
	bound text;
begin
	select conname into strict bound from pg_constraint
		where conrelid = 'samspil.membership'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%active_until >= active_from%';
	execute format('alter table samspil.membership drop constraint %I', bound);
end $$;
alter table samspil.membership add constraint membership_days check (active_until >= active_from - 1);
