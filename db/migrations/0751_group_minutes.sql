-- Minutes of a group are kept as they were sent (L-20), each version, and somebody of the group asks for a correction of them, as of a
-- coordinating meeting's (0522): whoever keeps the meeting takes it in, which makes a new version, or declines with a reason.
create table samspil.group_sending (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	content jsonb not null,
	hash text not null check (hash ~ '^[0-9a-f]{64}$'),
	sent_at timestamptz not null default now(),
	sent_by_name text not null,
	primary key (tenant_id, id),
	unique (tenant_id, meeting_id, id),
	foreign key (tenant_id, meeting_id) references samspil.group_meeting
);
create table samspil.group_correction (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	-- what came of this item; null: what belongs to no item
	item_id uuid,
	words text not null check (words <> '' and length(words) <= 2000),
	asked_by uuid not null references samspil.person,
	asked_by_name text not null check (length(asked_by_name) between 1 and 200),
	asked_at timestamptz not null default now(),
	answer text check (answer in ('taken-in', 'declined')),
	reason text not null default '' check (length(reason) <= 2000),
	answered_at timestamptz,
	answered_by_name text not null default '',
	-- the version it was taken into
	sending_id uuid,
	primary key (tenant_id, id),
	foreign key (tenant_id, meeting_id) references samspil.group_meeting,
	foreign key (tenant_id, meeting_id, item_id) references samspil.group_item (tenant_id, meeting_id, id),
	foreign key (tenant_id, meeting_id, sending_id) references samspil.group_sending (tenant_id, meeting_id, id),
	check ((answer is null) = (answered_at is null)),
	check (answer is distinct from 'declined' or reason <> ''),
	check ((answer is not distinct from 'taken-in') = (sending_id is not null))
);
create index group_correction_meeting on samspil.group_correction (tenant_id, meeting_id, asked_at);
create index group_correction_item on samspil.group_correction (tenant_id, meeting_id, item_id);
create index group_correction_sending on samspil.group_correction (tenant_id, meeting_id, sending_id);
create index group_correction_asked_by on samspil.group_correction (asked_by);

-- Whether the visitor took part in a meeting of a group whose minutes are closed: sits in the group, or was there.
create function samspil.took_part_in_group(meeting uuid) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	return exists (select from samspil.group_meeting m join samspil.meeting_series s on s.tenant_id = m.tenant_id and s.id = m.series_id
		where m.tenant_id = v.tenant_id and m.id = meeting and m.state = 'held' and s.collaboration_id = any (samspil.my_collaborations())
			and (s.document_id is null or s.document_id = any (samspil.my_documents()))
			and (exists (select from samspil.group_people(m.tenant_id, m.series_id, v.today) p where p.person = v.person_id and p.organisation = v.organisation_id)
				or exists (select from samspil.group_seat g where g.tenant_id = m.tenant_id and g.meeting_id = m.id and g.attended
					and g.person_id = v.person_id and g.organisation_id = v.organisation_id)));
end $$;
revoke all on function samspil.took_part_in_group(uuid) from public;
grant execute on function samspil.took_part_in_group(uuid) to samspil_app;

alter table samspil.group_sending enable row level security;
alter table samspil.group_correction enable row level security;
create policy part on samspil.group_sending for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_sending.tenant_id));
create policy sent on samspil.group_sending for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m
		where m.tenant_id = group_sending.tenant_id and m.state = 'held' and m.series_id = any ((select samspil.my_convened_series())::uuid[])));
grant select, insert on samspil.group_sending to samspil_app;
create policy part on samspil.group_correction for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m where m.tenant_id = group_correction.tenant_id));
create policy asked on samspil.group_correction for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and asked_by = (select samspil.acting_person()) and answer is null
		and samspil.took_part_in_group(meeting_id));
create policy answered on samspil.group_correction for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and answer is null and meeting_id in (select m.id from samspil.group_meeting m
		where m.tenant_id = group_correction.tenant_id and m.series_id = any ((select samspil.my_convened_series())::uuid[])))
	with check (tenant_id = (select samspil.acting_tenant()) and meeting_id in (select m.id from samspil.group_meeting m
		where m.tenant_id = group_correction.tenant_id and m.series_id = any ((select samspil.my_convened_series())::uuid[])));
grant select, insert on samspil.group_correction to samspil_app;
grant update (answer, reason, answered_at, answered_by_name, sending_id) on samspil.group_correction to samspil_app;

-- Who keeps the meetings of a series, to be told that a correction is asked for: those who are named, else whoever leads.
create function samspil.my_series_keepers(series uuid) returns setof uuid language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	v record := samspil.acting_visit();
begin
	if not exists (select from samspil.my_group_people(series)) then return; end if;
	return query select n.person from samspil.named_conveners(v.tenant_id, series, v.today) n;
	if not found then
		return query select c.leader_person_id from samspil.meeting_series s join samspil.collaboration c on c.tenant_id = s.tenant_id and c.id = s.collaboration_id
			where s.tenant_id = v.tenant_id and s.id = series and c.leader_person_id is not null;
	end if;
end $$;
revoke all on function samspil.my_series_keepers(uuid) from public;
grant execute on function samspil.my_series_keepers(uuid) to samspil_app;

-- Otherwise as 0750.
create or replace function samspil.may_leave_notice(receiver uuid, kind text, path text) returns boolean
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	w text[] := samspil.visit_words();
	place text := split_part(path, '/', 2);
	about uuid := substring(path from '^/[a-z-]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:[/?#]|$)')::uuid;
	home uuid := w[2];
begin
	if home is null or kind ~ '^(administrator-|new-start-|companion-|you-(joined|left)-)'
		or kind in ('citizen-untied', 'tovholder-left', 'tovholder-stands-in', 'tovholder-appointed', 'partner-agreed', 'partner-declined') then return false; end if;
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
			-- whoever says how a task of their organisation stands tells the one who gave it, or whoever leads
			when kind = 'group-task-changed' then exists (select from samspil.meeting_series s
					join samspil.collaboration c on c.tenant_id = s.tenant_id and c.id = s.collaboration_id
					join samspil.group_meeting m on m.tenant_id = s.tenant_id and m.series_id = s.id
					join samspil.group_task t on t.tenant_id = m.tenant_id and t.meeting_id = m.id
					where s.tenant_id = home and s.collaboration_id = about and path like '%/meetings/' || m.id || '#tasks'
						and receiver in (t.created_by, c.leader_person_id)
						and (t.responsible_organisation_id = samspil.acting_organisation() or s.id = any (samspil.my_convened_series())))
			-- whoever took part asks those who keep the meeting for a correction
			when kind = 'group-correction-asked' then exists (select from samspil.meeting_series s
					join samspil.group_meeting m on m.tenant_id = s.tenant_id and m.series_id = s.id
					where s.tenant_id = home and s.collaboration_id = about and path like '%/meetings/' || m.id || '/corrections'
						and samspil.took_part_in_group(m.id) and receiver in (select samspil.my_series_keepers(s.id)))
			when kind like 'group-%' then exists (select from samspil.meeting_series s cross join lateral samspil.group_people(s.tenant_id, s.id, samspil.acting_day()) p
					where s.tenant_id = home and s.collaboration_id = about and p.person = receiver and s.id = any (samspil.my_convened_series()))
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
