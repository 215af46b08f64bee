-- Whoever helped a child by an effort that is stopped, since it is not the right one, is told (R-240): for them the pathway is closed from now on.
create function samspil.tell_stopped_effort() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	helper uuid;
begin
	for helper in select distinct x.person_id from samspil.partner_person x
		where x.tenant_id = new.tenant_id and x.pathway_id = new.pathway_id and x.organisation_id = new.organisation_id
			and (x.until is null or x.until >= samspil.acting_day()) and x.person_id <> new.told_by
	loop
		insert into samspil.notice (tenant_id, person_id, kind, path) values (new.tenant_id, helper, 'wrong-fit-stopped', '/pathways');
		perform samspil.mail_notice(new.tenant_id, helper, '/pathways');
	end loop;
	return null;
end $$;
create trigger tell_stopped_effort after insert on samspil.wrong_fit for each row when (new.course = 'stopped')
	execute function samspil.tell_stopped_effort();
revoke all on function samspil.tell_stopped_effort() from public;
