-- Offers that are taken in from elsewhere: a municipality's own list, or a directory in the exchange format. What was in the file lies here
-- row by row, so that it can be looked at before anything is done, what is wrong waits, the same file again changes nothing, and a whole
-- import can be undone. Never a word about a citizen.
create table samspil.offer_import (
	tenant_id uuid not null references samspil.offer_directory,
	id uuid not null,
	-- where it comes from, as the project leader calls it: with the key of a row it says which offer is meant the next time
	source text not null check (source <> '' and length(source) <= 200),
	form text not null check (form in ('table', 'hsds-json', 'hsds-tables')),
	file_name text not null check (length(file_name) <= 200),
	-- whose the offers are where no organisation here has the name that the row gives
	organisation_id uuid not null,
	headings text[] not null check (cardinality(headings) between 1 and 100),
	-- the field of an offer that each column holds, '' for none; nothing until somebody has looked at it
	columns text[] check (cardinality(columns) = cardinality(headings)),
	begun_at timestamptz not null default now(),
	begun_by uuid not null references samspil.person,
	begun_by_name text not null check (begun_by_name <> ''),
	taken_at timestamptz,
	taken_by_name text not null default '',
	undone_at timestamptz,
	undone_by_name text not null default '',
	version integer not null default 1,
	primary key (tenant_id, id),
	foreign key (tenant_id, organisation_id) references samspil.tenant_organisation,
	check (undone_at is null or taken_at is not null)
);
create index offer_import_organisation on samspil.offer_import (tenant_id, organisation_id);
create index offer_import_begun_by on samspil.offer_import (begun_by);
create index offer_import_begun_at on samspil.offer_import (tenant_id, begun_at desc);
create table samspil.offer_import_row (
	tenant_id uuid not null,
	import_id uuid not null,
	number integer not null,
	cells text[] not null,
	-- what has become of it: the offer, what the row said of it, what stood there before, and how the offer stood afterwards
	outcome text check (outcome in ('added', 'changed', 'same')),
	offer_id uuid,
	said jsonb,
	before jsonb,
	after jsonb,
	taken_at timestamptz,
	undone text check (undone in ('undone', 'kept')),
	primary key (tenant_id, import_id, number),
	foreign key (tenant_id, import_id) references samspil.offer_import on delete cascade,
	foreign key (tenant_id, offer_id) references samspil.offer on delete set null (offer_id),
	check ((outcome is null) = (said is null)),
	check (undone is null or outcome is not null)
);
create index offer_import_row_offer on samspil.offer_import_row (tenant_id, offer_id);

alter table samspil.offer_import enable row level security;
alter table samspil.offer_import_row enable row level security;
-- The municipality's project leaders alone.
create policy led on samspil.offer_import to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null)
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null);
create policy led on samspil.offer_import_row to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null)
	with check (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null);
grant select, insert on samspil.offer_import, samspil.offer_import_row to samspil_app;
grant update (columns, taken_at, taken_by_name, undone_at, undone_by_name, version) on samspil.offer_import to samspil_app;
grant update (outcome, offer_id, said, before, after, taken_at, undone) on samspil.offer_import_row to samspil_app;
-- One that nothing came of can be thrown away; what was taken in stays as the history of its offers.
create policy thrown_away on samspil.offer_import as restrictive for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and taken_at is null);
grant delete on samspil.offer_import to samspil_app;
-- Undoing takes out what an import added, and nothing else can be deleted.
create policy taken_in on samspil.offer for delete to samspil_app
	using (tenant_id = samspil.visited_tenant() and tenant_id = (select samspil.acting_tenant()) and (select samspil.acting_project_leader()) is not null
		and exists (select from samspil.offer_import_row r where r.tenant_id = offer.tenant_id and r.offer_id = offer.id and r.outcome = 'added'));
grant delete on samspil.offer to samspil_app;
