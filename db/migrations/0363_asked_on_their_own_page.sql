-- A consent that the citizen is asked for on their own page, and answers there with their own hand: the yes becomes a consent of
-- the same id, the no a refusal. Until then it opens nothing.
create table samspil.consent_request (
	tenant_id uuid not null,
	id uuid not null,
	pathway_id uuid not null,
	purpose text not null check (purpose <> '' and length(purpose) <= 2000),
	categories text[] not null check (cardinality(categories) > 0),
	organisations uuid[] not null check (cardinality(organisations) > 0),
	from_whom text not null default '' check (length(from_whom) <= 500),
	-- the exact words the citizen is shown
	text_shown text not null check (text_shown <> ''),
	language text not null,
	valid_until date not null,
	asked_at timestamptz not null default now(),
	asked_by uuid not null references samspil.person,
	asked_by_name text not null,
	answer text check (answer in ('yes', 'no', 'taken-back')),
	answered_at timestamptz,
	answered_by_name text,
	primary key (tenant_id, id),
	foreign key (tenant_id, pathway_id) references samspil.pathway,
	check ((answer is null) = (answered_at is null)),
	check ((answer is null) = (answered_by_name is null))
);
create index consent_request_pathway on samspil.consent_request (tenant_id, pathway_id, asked_at);
create index consent_request_asked_by on samspil.consent_request (asked_by);
alter table samspil.consent_request enable row level security;
create policy held on samspil.consent_request for select to samspil_app
	using (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_whole_pathways())::uuid[]));
create policy asked on samspil.consent_request for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[])
		and asked_by = (select samspil.acting_opener()) and answer is null);
-- the citizen answers, whoever asked takes back
create policy answered on samspil.consent_request for update to samspil_app
	using (tenant_id = samspil.visited_tenant() and answer is null and pathway_id = any ((select samspil.my_pathways_as('{citizen,tovholder}'))::uuid[]))
	with check (tenant_id = samspil.visited_tenant() and answer is not null and pathway_id = any (case when answer = 'taken-back'
		then (select samspil.my_pathways_as('{tovholder}'))::uuid[] else (select samspil.my_pathways_as('{citizen}'))::uuid[] end));
grant select on samspil.consent_request to samspil_app;
grant insert (tenant_id, id, pathway_id, purpose, categories, organisations, from_whom, text_shown, language, valid_until, asked_by, asked_by_name)
	on samspil.consent_request to samspil_app;
grant update (answer, answered_at, answered_by_name) on samspil.consent_request to samspil_app;
create trigger guard_closed before insert or update on samspil.consent_request for each row execute function samspil.guard_closed();

-- As before (0008), and: a yes on a page of Samspil is given by the citizen's own hand, to exactly what they were asked.
drop policy registered on samspil.consent;
create policy registered on samspil.consent for insert to samspil_app
	with check (tenant_id = samspil.visited_tenant() and registered_by = (select samspil.acting_opener()) and withdrawn_at is null
		and case when given_how = 'digital' then pathway_id = any ((select samspil.my_pathways_as('{citizen}'))::uuid[]) and given_by = 'citizen'
			and exists (select from samspil.consent_request r where r.tenant_id = consent.tenant_id and r.id = consent.id and r.pathway_id = consent.pathway_id
				and (r.purpose, r.categories, r.organisations, r.from_whom, r.text_shown, r.language, r.valid_until)
					= (consent.purpose, consent.categories, consent.organisations, consent.from_whom, consent.text_shown, consent.language, consent.valid_until)
				-- a clock of milliseconds has come to know of it
				and date_trunc('milliseconds', r.asked_at) <= consent.informed_at)
		else pathway_id = any ((select samspil.my_pathways_as('{tovholder}'))::uuid[]) end);
-- As before (0271), and the citizen says no with their own hand.
alter policy registered on samspil.consent_refusal
	with check (tenant_id = samspil.visited_tenant() and pathway_id = any ((select samspil.my_pathways_as('{tovholder,citizen}'))::uuid[])
		and registered_by = (select samspil.acting_opener()));
