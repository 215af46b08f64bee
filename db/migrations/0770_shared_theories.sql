-- R-195: the theory of change of an agreement in force, shown to whoever holds a link. A party makes one for each it is meant for, and any
-- party closes it again. The link is a secret, told once and kept as a hash; it opens nothing but the theory.
create table samspil.theory_link (
	tenant_id uuid not null,
	id uuid not null,
	document_id uuid not null,
	token_hash bytea not null unique check (length(token_hash) = 32),
	-- whom it is given to, in the words of whoever made it
	meant_for text not null check (meant_for <> '' and length(meant_for) <= 200),
	made_by_name text not null check (made_by_name <> ''),
	made_by_organisation_name text not null,
	made_at timestamptz not null default now(),
	closed_by_name text not null default '',
	closed_at timestamptz,
	primary key (tenant_id, id),
	foreign key (tenant_id, document_id) references samspil.document
);
create index theory_link_document on samspil.theory_link (tenant_id, document_id, made_at desc);
alter table samspil.theory_link enable row level security;
create policy mine on samspil.theory_link for select to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_documents())::uuid[]));
-- By those who keep the agreement for a party of it.
create policy made on samspil.theory_link for insert to samspil_app
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_kept_documents())::uuid[]) and closed_at is null);
create policy closed on samspil.theory_link for update to samspil_app
	using (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_kept_documents())::uuid[]) and closed_at is null)
	with check (tenant_id = (select samspil.acting_tenant()) and document_id = any ((select samspil.my_kept_documents())::uuid[]) and closed_at is not null);
grant select (tenant_id, id, document_id, meant_for, made_by_name, made_by_organisation_name, made_at, closed_by_name, closed_at),
	insert (tenant_id, id, document_id, token_hash, meant_for, made_by_name, made_by_organisation_name),
	update (closed_by_name, closed_at) on samspil.theory_link to samspil_app;

-- What is shown of a list: its rows, with what they say of the effort. Nobody is named in any of these cells.
create function samspil.theory_rows(rows jsonb) returns jsonb language sql immutable as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', r.said -> 'id', 'cells', (
			select coalesce(jsonb_object_agg(c.key, c.value), '{}') from jsonb_each(r.said -> 'cells') c
			where c.key in ('element', 'step', 'towards', 'goal', 'number', 'unit', 'period', 'by'))) order by r.number), '[]')
	from jsonb_array_elements(rows) with ordinality r (said, number)
$$;
-- For whoever holds the link: what the agreement that is in force today says of what is done and what it shall lead to. Who took part in
-- it, who answers for what, and what was said between the parties stay behind. No row where the link is closed or the agreement has ended.
create function samspil.shared_theory(token text, today date) returns table (
	title text, language text, number integer, from_on date, parties text[], sections jsonb, answers jsonb)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
declare
	shown constant text[] := array['target-group', 'age-from', 'age-to', 'content', 'theory-elements', 'strategic-goals', 'activity-goals'];
begin
	return query
	select v.content ->> 'title', v.content ->> 'language', v.number, v.from_on,
		(select coalesce(array_agg(p.said ->> 'name' order by p.number), '{}')
			from jsonb_array_elements(v.content -> 'parties') with ordinality p (said, number)),
		(select coalesce(jsonb_agg(jsonb_build_object('key', s.said -> 'key', 'fields', f.shown) order by s.number), '[]')
			from jsonb_array_elements(v.content -> 'sections') with ordinality s (said, number)
				cross join lateral (select jsonb_agg(x.field order by x.number) as shown
					from jsonb_array_elements(s.said -> 'fields') with ordinality x (field, number) where x.field ->> 'key' = any (shown)) f
			where f.shown is not null),
		(select coalesce(jsonb_object_agg(a.key, jsonb_build_object('notApplicable', null, 'value', case
				when a.value #>> '{value,kind}' = 'rows' then jsonb_build_object('kind', 'rows', 'rows', samspil.theory_rows(a.value #> '{value,rows}'))
				else a.value -> 'value' end)), '{}')
			from jsonb_each(v.content -> 'answers') a
			where a.key = any (shown) and coalesce(a.value -> 'notApplicable', 'null') = 'null'
				and a.value #>> '{value,kind}' in ('text', 'prose', 'number', 'rows'))
	from samspil.theory_link l
		join samspil.agreements_running(shared_theory.today) r on r.tenant_id = l.tenant_id and r.document_id = l.document_id
		join samspil.document_version v on v.tenant_id = l.tenant_id and v.id = samspil.counting_version(l.tenant_id, l.document_id, shared_theory.today)
	where l.token_hash = sha256(convert_to(shared_theory.token, 'UTF8')) and l.closed_at is null;
end $$;
revoke all on function samspil.theory_rows(jsonb), samspil.shared_theory(text, date) from public;
grant execute on function samspil.shared_theory(text, date) to samspil_app;
