-- As before (1083), and the invitation of whoever calls a meeting says that it is sent: they come, and are not asked whether they do.
create or replace function samspil.tell_they_come() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	how text := (select s.answered_how from samspil.calendar_seat s where s.tenant_id = new.tenant_id and s.event_id = new.burst
		and s.person_id = new.person_id and s.answer = 'yes');
begin
	if how = 'times' then
		new.words := new.words || '{"comes": "yes"}';
	elsif how = 'page' and new.person_id = samspil.acting_person() then
		new.words := new.words || '{"comes": "calls"}';
	end if;
	return new;
end $$;
