-- L-12, L-19: what is packed has left only when the package was fetched, and as it was then. A package keeps when that was last, and of each
-- document what it said when it was fetched last: what was left out later was fetched all the same.
alter table samspil.journal_package
	add fetched_at timestamptz,
	-- [{key, hash, at}]
	add fetched jsonb not null default '[]' check (jsonb_typeof(fetched) = 'array'),
	add check ((fetched_at is null) = (fetched = '[]'));

-- What was fetched before this was kept is in the record; it is taken to have said what it said when it was packed.
-- A plan had its measures in it then and is packed once more, without them.
update samspil.journal_package j set fetched_at = e.at, fetched = (
		select jsonb_agg(d || jsonb_build_object('at', e.at)) from jsonb_array_elements(j.documents) d)
	from (select tenant_id, object_id, max(at) as at from samspil.audit_event where action = 'journal.fetched' group by tenant_id, object_id) e
	where e.tenant_id = j.tenant_id and e.object_id = j.id;

-- Whoever may pack: another of the same organisation fetches it too.
create policy held_or_authority_fetches on samspil.journal_package for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and organisation_id = (select samspil.acting_organisation())
		and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or (pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
				and exists (select from samspil.organisation o where o.id = journal_package.organisation_id and o.kind in ('municipality', 'region')))))
	with check (tenant_id = samspil.visited_tenant() and organisation_id = (select samspil.acting_organisation())
		and (pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
			or (pathway_id = any ((select samspil.my_pathways_as('{partner}'))::uuid[])
				and exists (select from samspil.organisation o where o.id = journal_package.organisation_id and o.kind in ('municipality', 'region')))));
grant update (fetched_at, fetched) on samspil.journal_package to samspil_app;
