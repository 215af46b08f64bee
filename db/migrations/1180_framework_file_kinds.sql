-- A tool or a template of the framework is mostly one that people write on in Word or a spreadsheet (R-091): which kind a file is, as was found in it when it was
-- taken in (0014). Those that are there are PDFs. Only a PDF says how many pages it has.
alter table samspil.framework_file add column kind text not null default 'pdf'
	check (kind in ('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods'));
alter table samspil.framework_file alter column kind drop default;
alter table samspil.framework_file alter column pages drop not null;
alter table samspil.framework_file add constraint framework_file_pages_of_a_pdf check ((kind = 'pdf') = (pages is not null));

-- Otherwise as 0544: what kind it is stays too.
create or replace function samspil.guard_framework_file() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		if old.file is null or new.file is not null
			or (new.name, new.size, new.hash, new.kind, new.pages, new.added_at, new.added_by)
				is distinct from (old.name, old.size, old.hash, old.kind, old.pages, old.added_at, old.added_by) then
			raise check_violation using message = 'a file that was taken in is emptied at most';
		end if;
		if exists (select from samspil.framework_version w where w.tenant_id = new.tenant_id and w.framework_id = new.framework_id
				and position(new.id::text in w.content::text) > 0) then
			raise check_violation using message = 'a file that a version points to stays';
		end if;
	elsif (select count(*) from samspil.framework_file a where a.tenant_id = new.tenant_id and a.framework_id = new.framework_id
			and a.file is not null) >= 40 then
		raise check_violation using message = 'a framework has forty files at most';
	end if;
	return new;
end $$;
