-- The outbox tells administrators, who are on no pathway, nothing of one: not who is invited to its meetings and when,
-- and not whom a link to it goes to.
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-cancelled', 'minutes-sent')
		and new.calendar is null
		and coalesce(new.words ->> 'path', '') !~ '^/(me(/|$)|pathways/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
update samspil.mail set in_outbox = false where in_outbox and (kind in ('meeting-invitation', 'meeting-cancelled', 'minutes-sent')
	or calendar is not null or words ->> 'path' ~ '^/pathways/');
