-- A companion may stop being one, by themselves: nothing is open to them from that moment, and the citizen and the tovholder
-- are told. Answers as end_companion does, by which those two let a companion go.
create function samspil.leave_as_companion(wanted uuid, companion uuid, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	k samspil.companion;
begin
	select * into v from samspil.acting_visit();
	select * into k from samspil.companion x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.id = companion
		and x.person_id = samspil.acting_opener() for update;
	if not found then return 'not-yours'; end if;
	-- the same asked twice
	if k.ended_at is not null then return 'ended'; end if;
	if k.version <> based_on then return 'stale'; end if;
	-- recorded while there is still an access to name: whoever leaves has none afterwards
	perform samspil.record_pathway('companion.ended', wanted, k.id);
	update samspil.companion x set ended_at = now(), until = greatest(x.since, samspil.acting_day()), version = x.version + 1,
			ended_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = k.tenant_id and x.id = k.id;
	perform samspil.tell_of_companion(v.tenant_id, wanted, v.person_id, 'companion-left');
	return 'ended';
end $$;
revoke all on function samspil.leave_as_companion(uuid, uuid, integer) from public;
grant execute on function samspil.leave_as_companion(uuid, uuid, integer) to samspil_app;
