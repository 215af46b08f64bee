-- A citizen's own page is led to as /me, /me/… and /me?…: whoever is reminded there as a citizen is so in nobody's outbox (otherwise as 1081).
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-changed', 'meeting-uninvited', 'meeting-cancelled', 'minutes-sent',
			'minutes-corrected', 'light-request', 'light-task', 'offers-to-confirm', 'times-proposed')
		and new.calendar is null
		and not (new.kind = 'reminder' and new.words ->> 'path' = '/')
		and coalesce(new.words ->> 'path', '') !~ '^/(me([/?#]|$)|pathways/|light/|times/|directory/confirm/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
update samspil.mail set in_outbox = false where in_outbox and kind <> 'invitation' and words ->> 'path' ~ '^/me[?#]';
