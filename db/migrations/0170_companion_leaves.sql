-- A companion may stop being one, by themselves: nothing is open to them from that moment, and the citizen and the tovholder
-- are told. As before, the citizen and the tovholder may let a companion go.
create or replace function samspil.end_companion(wanted uuid, companion uuid, based_on integer) returns text
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	k samspil.companion;
	is_own boolean;
begin
	select * into v from samspil.acting_visit();
	select * into k from samspil.companion x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.id = companion for update;
	if not found then return 'not-yours'; end if;
	is_own := coalesce(k.person_id = samspil.acting_opener(), false);
	if not (is_own or wanted = any (samspil.my_pathways_as('{citizen,tovholder}'))) then return 'not-yours'; end if;
	-- the same asked twice
	if k.ended_at is not null then return 'ended'; end if;
	if k.version <> based_on then return 'stale'; end if;
	-- recorded while there is still an access to name: whoever leaves has none afterwards
	perform samspil.record_pathway('companion.ended', wanted, k.id);
	update samspil.companion x set ended_at = now(), until = greatest(x.since, samspil.acting_day()), version = x.version + 1,
			ended_by_name = (select p.name from samspil.person p where p.id = v.person_id)
		where x.tenant_id = k.tenant_id and x.id = k.id;
	perform samspil.tell_of_companion(v.tenant_id, wanted, v.person_id, case when is_own then 'companion-left' else 'companion-ended' end);
	-- whoever was let go hears that something is closed, and not what
	if not is_own then perform samspil.mail_notice(v.tenant_id, k.person_id, '/'); end if;
	return 'ended';
end $$;
