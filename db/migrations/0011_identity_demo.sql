-- The invented people whom anybody may try out in an installation of invented data, in the order they are offered.
-- Written with the invented data (db/example) and empty everywhere else.
create table samspil.demo_person (
	person_id uuid primary key references samspil.person,
	rank integer not null,
	-- who it is and what there is to see with their eyes, as { "da": …, "en": … }
	introduction jsonb not null default '{}'
);
alter table samspil.demo_person enable row level security;
-- Nobody's where the installation is a real one, whatever the table holds.
create policy demo on samspil.demo_person for select to samspil_app, samspil_identity
	using ((select i.demo from samspil.installation i));
grant select on samspil.demo_person to samspil_app, samspil_identity;

-- Their names, and where each belongs. Answers nothing in a real installation.
create function samspil.list_demo_people() returns table (id uuid, name text, place text, introduction jsonb)
language plpgsql stable security definer set search_path = samspil, pg_temp as $$
begin
	return query
	select p.id, p.name,
		(select string_agg(o.name, ', ' order by o.name) from samspil.membership m
			join samspil.organisation o on o.id = m.organisation_id where m.person_id = p.id),
		d.introduction
	from samspil.demo_person d join samspil.person p on p.id = d.person_id
		cross join samspil.installation i
	where i.demo order by d.rank, p.name;
end $$;
revoke all on function samspil.list_demo_people() from public;
grant execute on function samspil.list_demo_people() to samspil_app, samspil_identity;
