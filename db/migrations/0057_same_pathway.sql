-- What belongs to a meeting belongs to its pathway, and a task's item of the agenda to its meeting: by foreign key, so
-- that no program can file a part of one pathway under another.
alter table samspil.meeting add unique (tenant_id, pathway_id, id);
alter table samspil.agenda_item add unique (tenant_id, meeting_id, id);
do $$
declare
	old record;
begin
	for old in select c.conrelid::regclass as "table", c.conname from pg_constraint c
		where c.contype = 'f' and c.confrelid in ('samspil.meeting'::regclass, 'samspil.agenda_item'::regclass)
			and c.conrelid in ('samspil.task'::regclass, 'samspil.meeting_participant'::regclass, 'samspil.agenda_item'::regclass, 'samspil.meeting_sending'::regclass)
			and cardinality(c.conkey) = 2 loop
		execute format('alter table %s drop constraint %I', old."table", old.conname);
	end loop;
end $$;
alter table samspil.meeting_participant add foreign key (tenant_id, pathway_id, meeting_id) references samspil.meeting (tenant_id, pathway_id, id) on delete cascade;
alter table samspil.agenda_item add foreign key (tenant_id, pathway_id, meeting_id) references samspil.meeting (tenant_id, pathway_id, id) on delete cascade;
alter table samspil.meeting_sending add foreign key (tenant_id, pathway_id, meeting_id) references samspil.meeting (tenant_id, pathway_id, id);
alter table samspil.task
	add check (agenda_item_id is null or meeting_id is not null),
	add foreign key (tenant_id, pathway_id, meeting_id) references samspil.meeting (tenant_id, pathway_id, id),
	add foreign key (tenant_id, meeting_id, agenda_item_id) references samspil.agenda_item (tenant_id, meeting_id, id);
