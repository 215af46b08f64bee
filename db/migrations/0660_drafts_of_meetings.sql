-- A meeting that nobody has been invited to is read by those who prepare it and by nobody else: the tovholder, and whoever wrote it. What it
-- is about, who is to come and what stands on the agenda is shown to the others by the invitation. Those who are asked when they can read
-- the times until then, and what they said of them themselves.
create function samspil.asks_my_times(meeting uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.meeting m
			join samspil.meeting_participant p on p.tenant_id = m.tenant_id and p.meeting_id = m.id
		where m.tenant_id = samspil.acting_tenant() and m.id = asks_my_times.meeting and m.state = 'draft'
			and (m.pathway_id = any (samspil.my_whole_pathways()) or m.scope_id = any (samspil.my_scopes()))
			and case p.kind when 'citizen' then m.pathway_id = any (samspil.my_pathways_as('{citizen}'))
				else p.person_id = samspil.acting_person() and p.organisation_id = samspil.acting_organisation() end);
end $$;
revoke all on function samspil.asks_my_times(uuid) from public;
grant execute on function samspil.asks_my_times(uuid) to samspil_app;

-- A draft that was called off has never been told of either.
alter policy covered on samspil.meeting
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and ((state <> 'draft' and (state <> 'cancelled' or invited_at is not null))
			or pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or (convened_by = (select samspil.acting_opener()) and convened_by_organisation_id = (select samspil.acting_organisation()))));
alter policy covered on samspil.meeting_participant
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and exists (select from samspil.meeting m where m.tenant_id = meeting_participant.tenant_id and m.id = meeting_participant.meeting_id));
alter policy covered on samspil.agenda_item
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and exists (select from samspil.meeting m where m.tenant_id = agenda_item.tenant_id and m.id = agenda_item.meeting_id));
alter policy covered on samspil.meeting_option
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and (exists (select from samspil.meeting m where m.tenant_id = meeting_option.tenant_id and m.id = meeting_option.meeting_id)
			or samspil.asks_my_times(meeting_id)));
-- What the others said tells who they are.
alter policy covered on samspil.meeting_option_answer
	using (tenant_id = samspil.visited_tenant() and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and (person_id = (select samspil.acting_opener())
			or exists (select from samspil.meeting_option o join samspil.meeting m on m.tenant_id = o.tenant_id and m.id = o.meeting_id
				where o.tenant_id = meeting_option_answer.tenant_id and o.id = meeting_option_answer.option_id)));
