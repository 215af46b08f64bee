-- Measures (R-049, R-135): what is done for a citizen, by whom, from when until when, and to what end. A measure is an entry of its
-- category and is read by exactly those who read the entry; here it gets what a measure says besides.
alter table samspil.entry
	add goal text not null default '' check (length(goal) <= 500),
	add done_by uuid references samspil.organisation,
	-- as the organisation was called when it was written
	add done_by_name text not null default '',
	-- R-053: who is asked about it, and how
	add contact text not null default '' check (length(contact) <= 200),
	-- whoever changed it last, where that is not the author
	add changed_by_name text check (changed_by_name <> ''),
	add check (kind = 'measure' or (goal = '' and done_by is null and contact = '' and changed_by_name is null)),
	add check ((done_by is null) = (done_by_name = ''));
create index entry_measures on samspil.entry (tenant_id, pathway_id, starts_on, id) where kind = 'measure';
create index entry_done_by on samspil.entry (done_by);
grant update (area, goal, done_by, done_by_name, contact, changed_by_name) on samspil.entry to samspil_app;

-- A measure outlives a shift: besides its author, whoever holds the threads and the organisation that does it keep it right.
create policy keeps_measure on samspil.entry for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and kind = 'measure'
		and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or (done_by = (select samspil.acting_organisation()) and scope_id = any ((select samspil.my_scopes())::uuid[]))))
	with check (tenant_id = samspil.visited_tenant() and kind = 'measure'
		and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) or scope_id = any ((select samspil.my_scopes())::uuid[])));
