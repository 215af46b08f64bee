-- The framework as its rules say it (src/features/framework): the deputy knows whose deputy they are, and PostgreSQL
-- counts approvals exactly as decision.rules.ts does.

-- The collaborations I take part in: as leader or the leader's deputy, in a group, or because my organisation is a party.
create or replace function samspil.my_collaborations() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(x.id), '{}') from (
		select unnest(samspil.my_led_collaborations()) as id
		union select unnest(samspil.my_grouped_collaborations('steering'))
		union select unnest(samspil.my_grouped_collaborations('project'))
		union select f.collaboration_id from samspil.acting_visit() v join samspil.framework f
			on f.tenant_id = v.tenant_id and f.deputy_person_id = v.person_id and f.deputy_organisation_id = v.organisation_id
		union select p.collaboration_id from samspil.acting_visit() v join samspil.collaboration_party p
			on p.tenant_id = v.tenant_id and p.organisation_id = v.organisation_id and p.left_on is null) x);
end $$;

-- Whether a frozen version is approved (R-063, R-069, A-13): among those who sit in the steering group today the project
-- leader is one, a municipal manager other than the leader and a manager of a private or voluntary actor have approved
-- this exact hash, and nobody's decision on it is to return it.
create or replace function samspil.framework_is_approved(tenant uuid, wanted uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (
		select from samspil.framework_version w
			join samspil.framework f on f.tenant_id = w.tenant_id and f.id = w.framework_id
			join samspil.collaboration c on c.tenant_id = f.tenant_id and c.id = f.collaboration_id
			join samspil.group_member g on g.tenant_id = c.tenant_id and g.collaboration_id = c.id and g.group_kind = 'steering'
				and g.since <= samspil.acting_day() and (g.until is null or g.until >= samspil.acting_day())
			join samspil.membership m on m.tenant_id = g.tenant_id and m.person_id = g.person_id and m.organisation_id = g.organisation_id
				and (m.active_until is null or m.active_until >= samspil.acting_day())
			join samspil.organisation o on o.id = m.organisation_id
			left join samspil.framework_decision d on d.tenant_id = w.tenant_id and d.version_id = w.id and d.hash = w.hash
				and d.person_id = g.person_id and d.organisation_id = g.organisation_id
		where w.tenant_id = tenant and w.id = wanted
		having bool_and(d.outcome is distinct from 'return')
			and bool_or(g.person_id = c.leader_person_id)
			and bool_or(d.outcome = 'approve' and m.function = 'manager' and m.organisation_id = w.tenant_id and m.person_id <> c.leader_person_id)
			and bool_or(d.outcome = 'approve' and m.function = 'manager' and o.kind not in ('municipality', 'region')));
end $$;
