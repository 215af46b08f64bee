-- As before (1351). Whoever takes the numbers takes hold of the collaboration's before what each pathway counts as, in the order in which an erasure does: so
-- the two wait for each other, and neither ends the other.
create or replace function samspil.take_follow_up(place uuid, wanted uuid, today date, counted jsonb) returns void
language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	shown integer[] := samspil.no_numbers();
	gone integer[] := samspil.no_numbers();
	line record;
begin
	insert into samspil.follow_up (tenant_id, collaboration_id, taken_on, numbers, gone_taken, gone_now)
		values (place, wanted, today, shown, gone, samspil.kept_for_follow_up(place, wanted))
		on conflict do nothing;
	perform from samspil.follow_up f where f.tenant_id = place and f.collaboration_id = wanted for update;
	for line in select (x ->> 'pathway')::uuid as pathway,
			(select array_agg(n::integer order by at) from jsonb_array_elements_text(x -> 'numbers') with ordinality e (n, at)) as numbers
		from jsonb_array_elements(counted) x loop
		shown := samspil.add_numbers(shown, line.numbers);
		if line.pathway is null then
			gone := line.numbers;
		else
			insert into samspil.follow_up_part as q (tenant_id, collaboration_id, pathway_id, numbers) values (place, wanted, line.pathway, line.numbers)
				on conflict (tenant_id, collaboration_id, pathway_id) do update set numbers = excluded.numbers where q.numbers <> excluded.numbers;
		end if;
	end loop;
	update samspil.follow_up f set taken_on = today, numbers = shown, gone_taken = gone where f.tenant_id = place and f.collaboration_id = wanted;
end $$;
