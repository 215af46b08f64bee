-- Two policies that were wider than anything somebody may do.

-- A notice leads its receiver somewhere. So it is left only about something of one's own: the pathway one is on, to those who
-- are on it; the collaboration, framework or document one works with; a question to those who are asked. Whatever the database
-- tells itself (who is appointed, who begins anew, who said yes) nobody else tells. A kind not named here goes with a pathway or
-- a document alone, and an address not named here with nothing.
create function samspil.may_leave_notice(receiver uuid, kind text, path text) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	place text := split_part(path, '/', 2);
	about uuid := substring(path from '^/[a-z-]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:[/?#]|$)')::uuid;
	home uuid := w[2];
begin
	if home is null or kind ~ '^(administrator-|new-start-|companion-|you-(joined|left)-)'
		or kind in ('citizen-untied', 'tovholder-left', 'tovholder-appointed', 'partner-agreed', 'partner-declined') then return false; end if;
	if place = 'pathways' and about is not null then
		return kind !~ '^(lead|seat|framework|pool|document)-' and kind not in ('partner-asked', 'partner-ended', 'tovholder-needed')
			and about = any (samspil.my_pathways())
			and exists (select from samspil.pathway_access a where a.tenant_id = home and a.pathway_id = about and a.person_id = receiver);
	elsif path = '/pathways' then
		return kind = 'partner-ended' and exists (select from samspil.partner_person x where x.tenant_id = home and x.person_id = receiver
			and x.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif path = '/requests' then
		return kind = 'partner-asked' and exists (select from samspil.partner p join samspil.membership m
			on m.tenant_id = p.tenant_id and m.organisation_id = p.organisation_id and m.person_id = receiver
			where p.tenant_id = home and p.state = 'contacted' and p.pathway_id = any (samspil.my_pathways_as('{tovholder}')));
	elsif place = 'me' then
		return exists (select from samspil.pathway_access a where a.tenant_id = home and a.person_id = receiver
			and a.reason in ('citizen', 'companion') and a.pathway_id = any (samspil.my_pathways()));
	elsif place = 'collaborations' and about is not null then
		return case
			when kind like 'seat-in-%' then about = any (samspil.my_led_collaborations())
				and exists (select from samspil.group_member g where g.tenant_id = home and g.collaboration_id = about and g.person_id = receiver)
			-- whoever has just given the lead on leads no more, and is in the groups still
			when kind in ('lead-given', 'lead-changed') then about = any (samspil.my_collaborations())
				or exists (select from samspil.collaboration c where c.tenant_id = samspil.administered_tenant() and c.id = about)
			when kind = 'tovholder-needed' then about = any (samspil.my_collaborations())
				and exists (select from samspil.collaboration c where c.tenant_id = home and c.id = about and c.leader_person_id = receiver)
			else false end;
	elsif path = '/' then
		return kind = 'pool-added' and exists (select from samspil.tovholder_pool t where t.tenant_id = home and t.person_id = receiver
			and t.collaboration_id = any (samspil.my_led_collaborations()));
	elsif place = 'framework' then
		return kind like 'framework-%' and w[4] = 'organisation' and samspil.my_frameworks() <> '{}';
	elsif about is not null then
		-- a document has the address of its kind
		return kind !~ '^(lead|seat|framework|pool|partner)-' and about = any (samspil.my_documents());
	end if;
	return false;
end $$;
revoke all on function samspil.may_leave_notice(uuid, text, text) from public;
grant execute on function samspil.may_leave_notice(uuid, text, text) to samspil_app;
drop policy told on samspil.notice;
create policy told on samspil.notice for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and read_at is null and samspil.may_leave_notice(person_id, kind, path));

-- A partner goes the steps of partner.rules.ts and no other, and is said to have answered by answer_partner_request alone: it
-- asks who answers, and writes the day and the person down. Not a definer's function: it must see who writes.
create or replace function samspil.guard_partner() returns trigger language plpgsql security invoker set search_path = samspil, pg_temp as $$
begin
	if session_user <> 'samspil_app' or new.state = old.state then return new; end if;
	if new.state in ('agreed', 'declined') and (current_user = 'samspil_app' or new.organisation_id is distinct from samspil.acting_organisation()) then
		raise insufficient_privilege using message = 'only the organisation itself answers';
	end if;
	if not (case new.state
		when 'contacted' then old.state in ('planned', 'declined', 'ended')
		when 'planned' then old.state = 'contacted'
		when 'ended' then old.state in ('planned', 'agreed')
		else old.state = 'contacted' end) then
		raise check_violation using message = 'a partner cannot go from there to here';
	end if;
	return new;
end $$;
