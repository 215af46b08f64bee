-- Each item of an agenda may have an owner: one of those who take part, who brings it forward. Taken off the list, they own nothing.
alter table samspil.meeting_participant add unique (tenant_id, meeting_id, id);
alter table samspil.agenda_item
	add column owner_id uuid,
	add foreign key (tenant_id, meeting_id, owner_id) references samspil.meeting_participant (tenant_id, meeting_id, id) on delete set null (owner_id);
create index agenda_item_owner on samspil.agenda_item (tenant_id, meeting_id, owner_id);
grant update (owner_id) on samspil.agenda_item to samspil_app;
