-- R-153, R-142: what is asked of a companion ends with the pathway. An invitation that nobody has answered is withdrawn when the pathway is closed; until
-- now its link led as far as a password, and was refused there.
alter table samspil.invitation add revoked_with_pathway boolean not null default false,
	add check (not revoked_with_pathway or revoked_at is not null and kind = 'companion');
-- those of pathways that are closed already
update samspil.invitation i set revoked_at = now(), revoked_with_pathway = true
	from samspil.pathway p
	where p.tenant_id = i.tenant_id and p.id = i.pathway_id and p.state = 'closed'
		and i.kind = 'companion' and i.used_at is null and i.revoked_at is null and i.expires_at > now();
-- and nobody is invited to a closed one, nor while it is being closed
create trigger guard_closed before insert on samspil.invitation for each row when (new.kind = 'companion') execute function samspil.guard_closed();

-- As before (0732); open invitations are withdrawn.
CREATE OR REPLACE FUNCTION samspil.close_pathway(wanted uuid, based_on integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'samspil', 'pg_temp'
AS $$
declare
	v record;
	c samspil.closing;
	closer text;
	place text;
begin
	select * into v from samspil.acting_visit();
	perform from samspil.pathway p where p.tenant_id = v.tenant_id and p.id = wanted for no key update;
	if not found or not coalesce(v.may_open, false) or not wanted = any (samspil.my_pathways_as('{tovholder}')) then return 'not-yours'; end if;
	select * into c from samspil.closing x where x.tenant_id = v.tenant_id and x.pathway_id = wanted and x.reopened_at is null for update;
	if not found then return 'stale'; end if;
	-- the same sent twice
	if c.closed_at is not null then return 'closed'; end if;
	if c.version <> based_on then return 'stale'; end if;
	if c.ground is null or c.plan = '' or c.citizen_part is null or (c.ground = 'criteria-gone' and c.criteria <> '{}')
		or exists (select from samspil.task k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.state = 'open')
		or exists (select from samspil.meeting m where m.tenant_id = v.tenant_id and m.pathway_id = wanted
			and m.state not in ('closed', 'cancelled'))
		or exists (select from samspil.partner p where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed'
			and not p.id = any (c.told_outside) and not exists (select from samspil.pathway_access a
				where a.tenant_id = p.tenant_id and a.pathway_id = wanted and a.reason = 'partner' and a.source_id = p.id
					and samspil.acting_day() between a.from_day and a.until_day))
		-- who helps and has no account is told by the tovholder
		or exists (select from samspil.outside_contact k where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.removed_at is null
			and not exists (select from samspil.outside_told d where d.tenant_id = k.tenant_id and d.contact_id = k.id and d.object_id = c.id))
	then return 'not-ready'; end if;
	select p.name into closer from samspil.person p where p.id = v.person_id;
	select o.name into place from samspil.organisation o where o.id = v.organisation_id;
	insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select p.tenant_id, c.id, p.organisation_id, o.name, case when p.id = any (c.told_outside) then 'outside' else 'here' end
		from samspil.partner p join samspil.organisation o on o.id = p.organisation_id
		where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'agreed';
	insert into samspil.closing_told (tenant_id, closing_id, organisation_id, organisation_name, how)
		select k.tenant_id, c.id, k.id, k.name || ', ' || k.organisation, 'outside' from samspil.outside_contact k
		where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.removed_at is null;
	-- told while they are on it still: afterwards nobody knows who was
	perform samspil.mail_notice(v.tenant_id, n.person, n.leads_to) from samspil.leave_notices(wanted, 'pathway-closed', '/pathways') n;
	perform samspil.record_pathway('pathway.closed', wanted, c.id);
	update samspil.partner p set state = 'planned', version = p.version + 1 where p.tenant_id = v.tenant_id and p.pathway_id = wanted and p.state = 'contacted';
	update samspil.consent k set withdrawn_at = now(), withdrawn_by_name = closer, ended_with_pathway = true, version = k.version + 1
		where k.tenant_id = v.tenant_id and k.pathway_id = wanted and k.withdrawn_at is null;
	update samspil.invitation i set revoked_at = now(), revoked_with_pathway = true
		where i.tenant_id = v.tenant_id and i.pathway_id = wanted and i.kind = 'companion' and i.used_at is null and i.revoked_at is null
			and i.expires_at > now();
	-- nobody needs to be found any more
	update samspil.allotment a set decided_on = samspil.acting_day(), closed_on = samspil.acting_day(), version = a.version + 1
		where a.tenant_id = v.tenant_id and a.pathway_id = wanted and a.decided_on is null;
	update samspil.closing x set closed_at = now(), closed_by_name = closer, closed_by_organisation_name = coalesce(place, ''), version = x.version + 1
		where x.tenant_id = c.tenant_id and x.id = c.id;
	update samspil.pathway p set state = 'closed', changed_at = now() where p.tenant_id = v.tenant_id and p.id = wanted;
	return 'closed';
end $$;
