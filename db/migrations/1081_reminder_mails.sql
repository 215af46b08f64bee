-- A mail that reminds says of which kinds of thing, and how many. Where it reminds of several it leads to the front page, and the numbers
-- could tell an administrator who is on pathways and who is not, so it is in nobody's outbox (otherwise as 1060).
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-changed', 'meeting-uninvited', 'meeting-cancelled', 'minutes-sent',
			'minutes-corrected', 'light-request', 'light-task', 'offers-to-confirm', 'times-proposed')
		and new.calendar is null
		and not (new.kind = 'reminder' and new.words ->> 'path' = '/')
		and coalesce(new.words ->> 'path', '') !~ '^/(me(/|$)|pathways/|light/|times/|directory/confirm/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
