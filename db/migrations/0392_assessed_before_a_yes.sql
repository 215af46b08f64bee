-- R-213, to its end: an organisation that takes another's work over comes in by a new row, which 0355 did not look at; and whoever says
-- yes to a question about somebody who has turned out to be a child hears why it must wait, and the tovholder that an assessment is missing.

-- Whether an organisation waits for an assessment of the child of a pathway.
create function samspil.is_unassessed(tenant uuid, pathway uuid, organisation uuid) returns boolean
language sql stable security definer set search_path = samspil, pg_temp as $$
	select exists (select from samspil.pathway p join samspil.citizen c on c.tenant_id = p.tenant_id and c.id = p.citizen_id
			where p.tenant_id = tenant and p.id = pathway and c.birth_date > (samspil.acting_day() - interval '18 years')::date)
		and not exists (select from samspil.child_assessment a where a.tenant_id = tenant and a.pathway_id = pathway
			and a.organisation_id = organisation and a.void_at is null);
$$;
create or replace function samspil.guard_child() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app' and new.state in ('contacted', 'agreed') and (tg_op = 'INSERT' or new.state is distinct from old.state)
		and samspil.is_unassessed(new.tenant_id, new.pathway_id, new.organisation_id)
	then raise check_violation using message = 'a child is referred after a professional assessment'; end if;
	return new;
end $$;

-- Whether a question to my organisation, of either kind, waits for an assessment; where it does, the tovholder is told, once until it is read.
create function samspil.awaits_assessment(request uuid) returns boolean language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	v record;
	asked uuid;
	holder uuid;
begin
	select * into v from samspil.acting_visit();
	if not coalesce(v.may_open, false) then return false; end if;
	select p.pathway_id into asked from samspil.partner p
		where p.tenant_id = v.tenant_id and p.id = request and p.organisation_id = v.organisation_id and p.state = 'contacted'
			and (p.answer_before is null or p.answer_before >= v.today);
	if not found then
		select x.pathway_id into asked from samspil.transfer x
			where x.tenant_id = v.tenant_id and x.id = request and x.to_organisation_id = v.organisation_id and x.state = 'asked'
				and x.verb = 'hand-over' and x.role = 'partner' and (x.to_person_id is null or x.to_person_id = v.person_id)
				and (x.answer_before is null or x.answer_before >= v.today);
	end if;
	if asked is null or not samspil.is_unassessed(v.tenant_id, asked, v.organisation_id) then return false; end if;
	select t.person_id into holder from samspil.tovholder t where t.tenant_id = v.tenant_id and t.pathway_id = asked and t.until is null;
	if holder is not null and not exists (select from samspil.notice n where n.tenant_id = v.tenant_id and n.person_id = holder
		and n.kind = 'assessment-awaited' and n.path = '/pathways/' || asked || '/child' and n.read_at is null) then
		insert into samspil.notice (tenant_id, person_id, kind, path) values (v.tenant_id, holder, 'assessment-awaited', '/pathways/' || asked || '/child');
		perform samspil.mail_notice(v.tenant_id, holder, '/pathways/' || asked || '/child');
	end if;
	return true;
end $$;
revoke all on function samspil.is_unassessed(uuid, uuid, uuid), samspil.awaits_assessment(uuid) from public;
grant execute on function samspil.awaits_assessment(uuid) to samspil_app;
