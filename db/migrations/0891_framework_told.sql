-- How a version of the framework has been told, by the ways that the version itself names (R-095, R-097): on which day, by whom, and what there
-- is to say of it. Never a word about a citizen. Beside it stand the partners who were sent a mail (framework_reading).
create table samspil.framework_telling (
	tenant_id uuid not null,
	id uuid not null,
	version_id uuid not null,
	-- the row of the version that says by which way, and whom
	way_id text not null check (length(way_id) between 1 and 100),
	told_on date not null,
	note text not null default '' check (length(note) <= 500),
	told_by uuid not null references samspil.person,
	told_by_name text not null check (told_by_name <> ''),
	written_at timestamptz not null default now(),
	primary key (tenant_id, id),
	foreign key (tenant_id, version_id) references samspil.framework_version
);
create index framework_telling_version on samspil.framework_telling (tenant_id, version_id, told_on);
create index framework_telling_told_by on samspil.framework_telling (told_by);

-- Whether a version in force names a way that I may say is told: one of mine, or any of them where I write the framework.
create function samspil.tells_framework(told uuid, by_way text) returns boolean language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return exists (select from samspil.acting_visit() v join samspil.framework_version w on w.tenant_id = v.tenant_id and w.id = told and w.outcome = 'established'
			cross join lateral jsonb_array_elements(w.content #> '{answers,dissemination-ways,value,rows}') r
		where r ->> 'id' = by_way and (w.framework_id = any (samspil.my_edited_frameworks())
			or r #>> '{cells,person}' = v.person_id::text || '.' || v.organisation_id::text));
end $$;
revoke all on function samspil.tells_framework(uuid, text) from public;
grant execute on function samspil.tells_framework(uuid, text) to samspil_app;

alter table samspil.framework_telling enable row level security;
create policy staff on samspil.framework_telling for select to samspil_app using (tenant_id = (select samspil.staffed_tenant()));
create policy told on samspil.framework_telling for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and told_by = (select samspil.acting_person()) and samspil.tells_framework(version_id, way_id));
create policy mended on samspil.framework_telling for delete to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and samspil.tells_framework(version_id, way_id));
grant select, delete on samspil.framework_telling to samspil_app;
grant insert (tenant_id, id, version_id, way_id, told_on, note, told_by, told_by_name) on samspil.framework_telling to samspil_app;

-- The ways are a question of the section about how the framework gets known; whoever owns the section while a round is open answers it too.
update samspil.framework_section_owner set fields = array_append(fields, 'dissemination-ways')
	where section = 'dissemination' and not 'dissemination-ways' = any (fields);
