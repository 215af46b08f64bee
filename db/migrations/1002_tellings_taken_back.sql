-- R-097: that a version was told and that it was written down by mistake are both to be explained later. What is taken back stays, with by whom and
-- when, and is counted no more.
alter table samspil.framework_telling
	add taken_back_at timestamptz,
	add taken_back_by uuid references samspil.person,
	add taken_back_by_name text not null default '',
	add check ((taken_back_at is null) = (taken_back_by is null)),
	add check ((taken_back_at is null) = (taken_back_by_name = ''));
create index framework_telling_taken_back_by on samspil.framework_telling (taken_back_by);

drop policy mended on samspil.framework_telling;
revoke delete on samspil.framework_telling from samspil_app;
create policy mended on samspil.framework_telling for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and taken_back_at is null and samspil.tells_framework(version_id, way_id))
	with check (tenant_id = (select samspil.acting_tenant()) and taken_back_by = (select samspil.acting_person())
		and samspil.tells_framework(version_id, way_id));
grant update (taken_back_at, taken_back_by, taken_back_by_name) on samspil.framework_telling to samspil_app;
