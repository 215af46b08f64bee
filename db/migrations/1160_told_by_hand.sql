-- L-30: whoever comes to a meeting and has no account gets no mail of it. What is sent brings the tovholder the task of telling them by hand;
-- like the task of explaining (0144) it holds no words, and each reads it in their own language.
alter table samspil.meeting_sending add unique (tenant_id, pathway_id, id);
alter table samspil.task add column tells_of uuid;
alter table samspil.task drop constraint task_title_check;
alter table samspil.task
	add constraint task_title_check check (
		(title <> '' or tells_of is not null or (meeting_id is not null and agenda_item_id is null)) and length(title) <= 300),
	-- it did not come of the meeting, so its minutes do not count it
	add constraint task_tells_of_check check (tells_of is null or (title = '' and meeting_id is null and agenda_item_id is null)),
	add foreign key (tenant_id, pathway_id, tells_of) references samspil.meeting_sending (tenant_id, pathway_id, id);
create index task_tells_of on samspil.task (tenant_id, pathway_id, tells_of);
