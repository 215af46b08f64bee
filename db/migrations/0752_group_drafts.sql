-- What is put on the agenda of a group's meeting while nobody is invited to it is read by who prepares it (0660): whoever keeps the meeting, those
-- who write its minutes along, and whoever is to bring it forward. The others read it with the invitation, or on the day of the meeting. When the
-- meeting is, and what stands on such agendas by itself or goes on from the one before, follows from what was agreed openly and is read by all.
alter table samspil.group_meeting add column invited_at timestamptz;
update samspil.group_meeting set invited_at = changed_at where state <> 'planned';
grant update (invited_at) on samspil.group_meeting to samspil_app;

-- The meetings whose whole agenda those who take part read.
create function samspil.my_open_agendas() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	return (select coalesce(array_agg(m.id), '{}') from samspil.group_meeting m join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id
		where m.tenant_id = v.tenant_id and s.collaboration_id = any (samspil.my_collaborations())
			and (s.document_id is null or s.document_id = any (samspil.my_documents()))
			and (m.state in ('invited', 'held') or m.invited_at is not null
				or (m.state = 'planned' and m.starts_at < ((v.today + 1)::timestamp at time zone 'Europe/Copenhagen'))));
end $$;
revoke all on function samspil.my_open_agendas() from public;
grant execute on function samspil.my_open_agendas() to samspil_app;
alter policy part on samspil.group_item
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_item.tenant_id)
		and (standing is not null or came_from is not null or owner_id = (select samspil.acting_person())
			or meeting_id = any ((select samspil.my_open_agendas())::uuid[])
			or meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_item.tenant_id
				and (m.series_id = any ((select samspil.my_convened_series())::uuid[]) or m.id = any ((select samspil.my_group_minutings())::uuid[])))));
