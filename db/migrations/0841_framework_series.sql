-- What everybody may read of a framework leads to nobody here (0464, 0544): nor to a series of meetings that a forum's row points to.
create or replace function samspil.without_contacts(said jsonb) returns jsonb language plpgsql immutable as $$
begin
	return case jsonb_typeof(said)
		when 'object' then (select coalesce(jsonb_object_agg(e.key, samspil.without_contacts(e.value)), '{}') from jsonb_each(said) e
			where e.key not in ('contact', 'person', 'agreement', 'file', 'series'))
		when 'array' then (select coalesce(jsonb_agg(samspil.without_contacts(e.value) order by e.number), '[]')
			from jsonb_array_elements(said) with ordinality e (value, number))
		else said end;
end $$;
