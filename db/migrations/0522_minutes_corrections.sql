-- Somebody who took part asks for a correction of minutes that are sent; whoever leads takes it in, which makes a new version
-- that is sent and kept beside the one before (L-20), or declines with a reason.
create table samspil.minutes_correction (
	tenant_id uuid not null,
	id uuid not null,
	meeting_id uuid not null,
	pathway_id uuid not null,
	scope_id uuid not null,
	category text not null default 'meetings' check (category = 'meetings'),
	-- what came of this item; null: what belongs to no item
	item_id uuid,
	words text not null check (words <> '' and length(words) <= 2000),
	asked_by uuid not null references samspil.person,
	asked_by_citizen boolean not null,
	-- a citizen is named to those who may know the name, and is not written down by it
	asked_by_name text not null check (length(asked_by_name) <= 200 and asked_by_citizen = (asked_by_name = '')),
	asked_at timestamptz not null default now(),
	answer text check (answer in ('taken-in', 'declined')),
	reason text not null default '' check (length(reason) <= 2000),
	answered_at timestamptz,
	answered_by_name text not null default '',
	-- the version it was taken into
	sending_id uuid,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id, meeting_id) references samspil.meeting (tenant_id, pathway_id, id) on delete cascade,
	foreign key (tenant_id, meeting_id, item_id) references samspil.agenda_item (tenant_id, meeting_id, id),
	foreign key (tenant_id, sending_id) references samspil.meeting_sending,
	foreign key (tenant_id, scope_id, pathway_id, category) references samspil.scope (tenant_id, id, pathway_id, category),
	check ((answer is null) = (answered_at is null)),
	check (answer is distinct from 'declined' or reason <> ''),
	check ((answer is not distinct from 'taken-in') = (sending_id is not null))
);
create index minutes_correction_meeting on samspil.minutes_correction (tenant_id, pathway_id, meeting_id, asked_at);
create index minutes_correction_item on samspil.minutes_correction (tenant_id, meeting_id, item_id);
create index minutes_correction_sending on samspil.minutes_correction (tenant_id, sending_id);
create index minutes_correction_scope on samspil.minutes_correction (tenant_id, scope_id);
create index minutes_correction_asked_by on samspil.minutes_correction (asked_by);
alter table samspil.minutes_correction enable row level security;
create policy covered on samspil.minutes_correction for select to samspil_app
	using ((pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
create policy asked on samspil.minutes_correction for insert to samspil_app
	with check (asked_by = (select samspil.acting_opener()) and answer is null
		and (pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[]))
		and meeting_id in (select m.id from samspil.meeting m where m.tenant_id = (select samspil.acting_tenant()) and m.minutes_sent_at is not null)
		and case when asked_by_citizen then pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[])
			else meeting_id in (select p.meeting_id from samspil.meeting_participant p where p.tenant_id = (select samspil.acting_tenant())
				and p.person_id = (select samspil.acting_person()) and p.organisation_id = (select samspil.acting_organisation())) end);
create policy answered on samspil.minutes_correction for update to samspil_app
	using (answer is null and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]))
	with check (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]));
grant select, insert on samspil.minutes_correction to samspil_app;
grant update (answer, reason, answered_at, answered_by_name, sending_id) on samspil.minutes_correction to samspil_app;
create trigger guard_closed before insert or update on samspil.minutes_correction for each row execute function samspil.guard_closed();
