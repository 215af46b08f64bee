-- Who leads the municipality is told when an offer of somebody else's stands in the directory no more because nobody found it right: one notice for
-- all that go the same day, once for each time it was found right.
alter table samspil.offer_asked drop constraint offer_asked_step_check, add constraint offer_asked_step_check check (step in ('soon', 'stale', 'hidden'));
create function samspil.tell_of_hidden_offers(today date) returns integer language plpgsql security definer set search_path = samspil, pg_temp as $$
declare
	told integer;
begin
	if session_user = 'samspil_app' then return 0; end if;
	with hidden as (
		insert into samspil.offer_asked (tenant_id, offer_id, confirmed_on, step, asked_on)
			select o.tenant_id, o.id, o.confirmed_on, 'hidden', today from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id
			where o.organisation_id <> o.tenant_id
				and samspil.offer_state(o.confirmed_on, o.valid_until, o.withdrawn_on, d.rhythm_months, d.hidden_after_days, today) = 'hidden'
			on conflict do nothing returning tenant_id
	)
	insert into samspil.notice (tenant_id, person_id, kind, path)
		select distinct h.tenant_id, m.person_id, 'offers-hidden', '/directory/mine?whose=all&show=hidden' from hidden h
			join samspil.membership m on m.tenant_id = h.tenant_id and m.organisation_id = h.tenant_id and m.function = 'project-leader'
				and m.active_from <= today and (m.active_until is null or m.active_until >= today);
	get diagnostics told = row_count;
	return told;
end $$;
revoke all on function samspil.tell_of_hidden_offers(date) from public;
grant execute on function samspil.tell_of_hidden_offers(date) to samspil_jobs;
