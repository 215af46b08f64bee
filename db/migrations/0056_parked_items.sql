-- R-167: a subject that was parked is offered for the next agenda, until it is taken up there or dropped with a reason.
-- The new item says where it came from; taken off a draft again, the parked one is offered as before.
alter table samspil.agenda_item
	add came_from uuid,
	add dropped_reason text not null default '' check (length(dropped_reason) <= 500),
	add dropped_at timestamptz,
	add dropped_by_name text not null default '';
alter table samspil.agenda_item
	add check ((dropped_at is null) = (dropped_reason = '')),
	add check (dropped_at is null or parked),
	add unique (tenant_id, pathway_id, id),
	add foreign key (tenant_id, pathway_id, came_from) references samspil.agenda_item (tenant_id, pathway_id, id);
-- one subject is taken up once a meeting
create unique index agenda_item_came_from on samspil.agenda_item (tenant_id, pathway_id, came_from, meeting_id);
create index agenda_item_parked on samspil.agenda_item (tenant_id, pathway_id) where parked and dropped_at is null;
grant update (dropped_reason, dropped_at, dropped_by_name) on samspil.agenda_item to samspil_app;
