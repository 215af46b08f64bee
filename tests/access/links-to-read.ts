/** The links in mails that are pages of their own: each made for somebody of the invented data. */
import { newInvitationToken } from '../../src/server/identity/invitation-token.ts';
import type { TestDatabase } from '../../src/server/database/test-database.ts';

/** A light seat for whoever is asked: its secret, which nobody learns but by mail. */
export async function openLight({ owner }: TestDatabase): Promise<string> {
	const { token, hash } = newInvitationToken();
	await owner.query(
		`insert into samspil.light_link (tenant_id, token_hash, person_id, organisation_id, kind, object_id, pathway_id, given_by_name, expires_at)
		select p.tenant_id, $1, m.person_id, m.organisation_id, 'request', p.id, p.pathway_id, p.asked_by_name, now() + interval '1 day'
		from samspil.partner p join samspil.membership m on m.tenant_id = p.tenant_id and m.organisation_id = p.organisation_id
		where p.state = 'contacted' limit 1`,
		[hash]
	);
	return token;
}

/** The link by which a citizen says when they can: at a time that is proposed for a meeting nobody is invited to yet. */
export async function openTimes({ owner }: TestDatabase): Promise<string> {
	const { token, hash } = newInvitationToken();
	await owner.query(
		`with draft as (
			select m.*, c.person_id from samspil.meeting m
				join samspil.pathway w on w.tenant_id = m.tenant_id and w.id = m.pathway_id and w.state = 'open'
				join samspil.citizen c on c.tenant_id = w.tenant_id and c.id = w.citizen_id and c.person_id is not null
				join samspil.meeting_participant p on p.tenant_id = m.tenant_id and p.meeting_id = m.id and p.kind = 'citizen'
				order by m.state <> 'draft' limit 1),
		drafted as (
			update samspil.meeting m set state = 'draft' from draft d where m.tenant_id = d.tenant_id and m.id = d.id),
		option as (
			insert into samspil.meeting_option (tenant_id, id, meeting_id, pathway_id, scope_id, starts_at, ends_at)
			select tenant_id, gen_random_uuid(), id, pathway_id, scope_id, now() + interval '9 days', now() + interval '9 days 1 hour' from draft)
		insert into samspil.times_link (token_hash, tenant_id, meeting_id, person_id, expires_at)
		select $1, tenant_id, id, person_id, now() + interval '1 day' from draft`,
		[hash]
	);
	return token;
}

/** The link by which somebody says whether they come to a meeting. */
export async function openAnswer({ owner }: TestDatabase): Promise<string> {
	const { token, hash } = newInvitationToken();
	await owner.query(
		`with seat as (
			insert into samspil.calendar_seat (tenant_id, event_id, person_id, pathway_id, starts_at, ends_at, sequence, moved_sequence)
			select m.tenant_id, m.id, m.convened_by, m.pathway_id, m.starts_at, m.ends_at, 0, 0 from samspil.meeting m
				join samspil.pathway p on p.tenant_id = m.tenant_id and p.id = m.pathway_id where p.state = 'open' limit 1
			on conflict (tenant_id, event_id, person_id) do update set sequence = excluded.sequence returning *)
		insert into samspil.calendar_link (token_hash, tenant_id, event_id, person_id) select $1, tenant_id, event_id, person_id from seat`,
		[hash]
	);
	return token;
}
