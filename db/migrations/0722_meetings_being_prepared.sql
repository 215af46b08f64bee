-- A meeting that is being prepared is the tovholder's until it is sent: what is written down of whom to ask, why, and about what,
-- may still be changed, and nobody has decided yet to tell it. Those whose times are asked read what for, and who else
-- is asked; the agenda comes with the invitation. A meeting that was written down afterwards was never sent, and is there.

create index meeting_unsent on samspil.meeting (tenant_id, id) where invited_at is null and state in ('draft', 'cancelled');

-- Which meetings of the municipality have not been sent, those whose times are asked among them or not: an id tells nothing.
create function samspil.unsent_meetings(asked_too boolean) returns uuid[] language sql stable security definer set search_path = samspil, pg_temp as $$
	select coalesce(array_agg(m.id), '{}') from samspil.meeting m
	where m.tenant_id = samspil.visited_tenant() and m.invited_at is null and m.state in ('draft', 'cancelled')
		and (asked_too or not exists (select from samspil.meeting_option o where o.tenant_id = m.tenant_id and o.meeting_id = m.id))
$$;
revoke all on function samspil.unsent_meetings(boolean) from public;
grant execute on function samspil.unsent_meetings(boolean) to samspil_app;

alter policy covered on samspil.meeting using (tenant_id = samspil.visited_tenant()
	and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		or ((invited_at is not null or state not in ('draft', 'cancelled') or id <> all ((select samspil.unsent_meetings(false))::uuid[]))
			and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])))));

alter policy covered on samspil.meeting_participant using (tenant_id = samspil.visited_tenant()
	and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		or ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
			and meeting_id <> all ((select samspil.unsent_meetings(false))::uuid[]))));

alter policy covered on samspil.agenda_item using (tenant_id = samspil.visited_tenant()
	and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		or ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
			and meeting_id <> all ((select samspil.unsent_meetings(true))::uuid[]))));

alter policy covered on samspil.meeting_run using (tenant_id = samspil.visited_tenant()
	and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		or ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
			and meeting_id <> all ((select samspil.unsent_meetings(true))::uuid[]))));
