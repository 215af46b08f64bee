-- A mail that collects a day or a week says of each thing what kind it is, when it is due and where it is found. Its notice keeps the day, and what a
-- mail calls it (values/deadline.ts): of a pathway no more than that (L-8). Null of what was told before, and of all that is no deadline.
alter table samspil.notice
	add column due_on date,
	add column mailed text check (length(mailed) <= 40);
grant select (kind, path, due_on, mailed) on samspil.notice to samspil_jobs;

-- As before (1116), and without those mails: a line of one may lead to a pathway, or to a page of one's own.
create or replace function samspil.place_mail() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	new.in_outbox := new.kind = 'invitation' or (
		new.kind not in ('citizen-invitation', 'password-reset', 'meeting-invitation', 'meeting-changed', 'meeting-uninvited', 'meeting-cancelled', 'minutes-sent',
			'minutes-corrected', 'light-request', 'light-task', 'offers-to-confirm', 'times-proposed', 'digest')
		and new.calendar is null
		and not (new.kind = 'reminder' and new.words ->> 'path' = '/')
		and coalesce(new.words ->> 'path', '') !~ '^/(me([/?#]|$)|pathways/|light/|times/|directory/confirm/)'
		and exists (select from samspil.membership m where m.person_id = new.person_id));
	return new;
end $$;
