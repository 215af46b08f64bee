-- A version that is agreed on before its first day leaves the one in force alone until then: its promises, its review and its days.
-- What it sets going is laid down when it is agreed, and takes the place of the other's on that day, without anybody doing anything.
create table samspil.agreement_coming (
	tenant_id uuid not null,
	version_id uuid not null,
	document_id uuid not null,
	-- what is promised: key, party, what, how and dueOn, as in agreement_obligation
	promises jsonb not null,
	-- when it is gone through and who sees to it: on, person and organisation; null where what stands then goes on standing
	review jsonb,
	-- the days it has set: kind, dueOn, party and the key of the promise, as in agreement_due
	dues jsonb not null,
	primary key (tenant_id, version_id),
	foreign key (tenant_id, document_id, version_id) references samspil.document_version (tenant_id, document_id, id)
);
create index agreement_coming_document on samspil.agreement_coming (tenant_id, document_id, version_id);
alter table samspil.agreement_coming enable row level security;
create policy mine on samspil.agreement_coming for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
create policy laid_down on samspil.agreement_coming for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_agreed_documents())::uuid[])
			or document_id = any ((select samspil.my_kept_documents())::uuid[])));
create policy laid_down_anew on samspil.agreement_coming for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant())
		and (document_id = any ((select samspil.my_written_documents())::uuid[]) or document_id = any ((select samspil.my_agreed_documents())::uuid[])
			or document_id = any ((select samspil.my_kept_documents())::uuid[])));
grant select, insert on samspil.agreement_coming to samspil_app;
grant update (promises, review, dues) on samspil.agreement_coming to samspil_app;

-- Lets the versions begin whose first day has come; answers how many. One that another has taken the place of before it began is
-- laid aside.
create function samspil.begin_versions(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	c record;
	begun integer := 0;
begin
	for c in
		delete from samspil.agreement_coming a using samspil.document_version w
			where w.tenant_id = a.tenant_id and w.id = a.version_id and w.from_on <= today
			returning a.*, a.version_id = samspil.counting_version(a.tenant_id, a.document_id, today) as counts
	loop
		if not c.counts then continue; end if;
		begun := begun + 1;
		insert into samspil.agreement_obligation as o (tenant_id, document_id, live_key, party_id, what, how, due_on)
			select c.tenant_id, c.document_id, p.key, p.party, p.what, p.how, p."dueOn"
			from jsonb_to_recordset(c.promises) as p (key text, party uuid, what text, how text, "dueOn" date)
			on conflict (tenant_id, document_id, live_key) do update
				set party_id = excluded.party_id, what = excluded.what, how = excluded.how, due_on = excluded.due_on, retired_at = null;
		update samspil.agreement_obligation o set retired_at = now()
			where o.tenant_id = c.tenant_id and o.document_id = c.document_id and o.retired_at is null
				and o.live_key not in (select p ->> 'key' from jsonb_array_elements(c.promises) p);
		if c.review is not null then
			update samspil.document d set review_on = (c.review ->> 'on')::date, owner_person_id = (c.review ->> 'person')::uuid,
					owner_organisation_id = (c.review ->> 'organisation')::uuid, version = d.version + 1
				where d.tenant_id = c.tenant_id and d.id = c.document_id;
		end if;
		delete from samspil.agreement_due d where d.tenant_id = c.tenant_id and d.document_id = c.document_id;
		insert into samspil.agreement_due (tenant_id, document_id, kind, due_on, party_id, obligation_id)
			select c.tenant_id, c.document_id, d.kind, d."dueOn", d.party, o.id
			from jsonb_to_recordset(c.dues) as d (kind text, "dueOn" date, party uuid, key text)
				left join samspil.agreement_obligation o on o.tenant_id = c.tenant_id and o.document_id = c.document_id and o.live_key = d.key
			where d.key is null or o.status in ('open', 'under-way');
	end loop;
	return begun;
end $$;
revoke all on function samspil.begin_versions(date) from public;
grant execute on function samspil.begin_versions(date) to samspil_jobs;
