-- A meeting that is run on the screen: what came of each item, who writes the minutes together, where the meeting is now.
alter table samspil.agenda_item add column outcome_kind text check (outcome_kind in ('information', 'decision', 'task'));
grant update (outcome_kind) on samspil.agenda_item to samspil_app;

-- Those at work whom the tovholder has asked to write the minutes along.
alter table samspil.meeting_participant
	add column writes boolean not null default false,
	add check (not writes or kind = 'person');
grant update (writes) on samspil.meeting_participant to samspil_app;

-- The meetings whose minutes the visitor writes along, while they are written and as long as meetings are open to them.
create function samspil.my_minutings() returns uuid[] language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return (select coalesce(array_agg(m.id), '{}') from samspil.meeting_participant p
			join samspil.meeting m on m.tenant_id = p.tenant_id and m.id = p.meeting_id
		where p.tenant_id = samspil.acting_tenant() and p.person_id = samspil.acting_person() and p.organisation_id = samspil.acting_organisation() and p.writes
			and (p.pathway_id = any (samspil.my_whole_pathways()) or p.scope_id = any (samspil.my_scopes()))
			and m.state = 'minutes' and m.minutes_sent_at is null);
end $$;
create policy minuted on samspil.meeting for update to samspil_app using (id = any ((select samspil.my_minutings())::uuid[]));
create policy minuted on samspil.agenda_item for update to samspil_app using (meeting_id = any ((select samspil.my_minutings())::uuid[]));
create policy minuted on samspil.meeting_participant for update to samspil_app using (meeting_id = any ((select samspil.my_minutings())::uuid[]));

-- Whoever writes along writes minutes and nothing else, and only while the tovholder has not sent them.
create function samspil.guard_minuting() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	minuted text[] := case tg_table_name
		when 'meeting' then array['minutes', 'without_citizen', 'version', 'changed_at', 'changed_by_name']
		when 'agenda_item' then array['outcome', 'outcome_kind', 'parked', 'version', 'changed_at', 'changed_by_name']
		else array['attended'] end;
begin
	if session_user <> 'samspil_app' or new.pathway_id = any (samspil.my_pathways_as('{tovholder}')) then return new; end if;
	-- the tovholder who sends them holds the meeting; whoever writes then waits, and sees that it is sent
	if tg_table_name <> 'meeting' then
		perform from samspil.meeting m where m.tenant_id = new.tenant_id and m.id = (to_jsonb(new) ->> 'meeting_id')::uuid
			and m.state = 'minutes' and m.minutes_sent_at is null for share;
		if not found then raise insufficient_privilege using message = 'the minutes are not written now'; end if;
	end if;
	if to_jsonb(new) - minuted <> to_jsonb(old) - minuted then
		raise insufficient_privilege using message = 'whoever writes along writes minutes and nothing else';
	end if;
	return new;
end $$;
create trigger guard_minuting before update on samspil.meeting for each row execute function samspil.guard_minuting();
create trigger guard_minuting before update on samspil.agenda_item for each row execute function samspil.guard_minuting();
create trigger guard_minuting before update on samspil.meeting_participant for each row execute function samspil.guard_minuting();

-- Where a meeting is: the item talked about now and since when, the two minutes of silence and the round (R-168).
create table samspil.meeting_run (
	tenant_id uuid not null,
	meeting_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	item_id uuid,
	item_since timestamptz,
	quiet_since timestamptz,
	-- the participants who have had their turn; null where there is no round
	round_done uuid[],
	version integer not null default 1,
	primary key (tenant_id, meeting_id),
	foreign key (tenant_id, pathway_id, meeting_id) references samspil.meeting (tenant_id, pathway_id, id) on delete cascade,
	foreign key (tenant_id, meeting_id, item_id) references samspil.agenda_item (tenant_id, meeting_id, id) on delete set null (item_id),
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category)
);
create index meeting_run_pathway on samspil.meeting_run (tenant_id, pathway_id, meeting_id);
create index meeting_run_item on samspil.meeting_run (tenant_id, meeting_id, item_id);
create index meeting_run_scope on samspil.meeting_run (tenant_id, scope_id);
alter table samspil.meeting_run enable row level security;
create policy covered on samspil.meeting_run for select to samspil_app
	using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
-- R-165: the tovholder leads.
create policy led on samspil.meeting_run for insert to samspil_app with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
create policy led_on on samspil.meeting_run for update to samspil_app using (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, insert on samspil.meeting_run to samspil_app;
grant update (item_id, item_since, quiet_since, round_done, version) on samspil.meeting_run to samspil_app;
create trigger guard_closed before insert or update on samspil.meeting_run for each row execute function samspil.guard_closed();

revoke all on function samspil.my_minutings(), samspil.guard_minuting() from public;
grant execute on function samspil.my_minutings() to samspil_app;
