/** The links in mails that are pages of their own: each made for somebody of the invented data. */
import { newInvitationToken } from '../../src/server/identity/invitation-token.ts';
import { newestTemplateOf } from '../../src/features/agreements/agreement-template.rules.ts';
import type { FrozenDocument } from '../../src/features/documents/frozen.rules.ts';
import { saySection } from '../../src/features/documents/server/say-template.ts';
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

/** The link by which others read a theory of change: that of an agreement which is put in force for it. */
export async function openTheory({ owner }: TestDatabase): Promise<string> {
	const { token, hash } = newInvitationToken();
	const content = theoryOf('Mad og mennesker');
	const client = await owner.connect();
	try {
		await client.query('begin');
		// How it was signed is not what is read here.
		await client.query('set local session_replication_role = replica');
		await client.query(
			`with newest as (
				select d.tenant_id, d.id from samspil.document d where not exists (
					select from samspil.document_version v where v.tenant_id = d.tenant_id and v.document_id = d.id) limit 1),
			version as (
				insert into samspil.document_version (tenant_id, id, document_id, number, content, hash, submitted_by_name, fate, fate_at, from_on)
				select tenant_id, gen_random_uuid(), id, 1, $2, sha256('x'), 'Lone', 'agreed', now(), current_date from newest)
			insert into samspil.theory_link (tenant_id, id, document_id, token_hash, meant_for, made_by_name, made_by_organisation_name)
			select tenant_id, gen_random_uuid(), id, $1, 'Fonden', 'Lone', 'Solby' from newest`,
			[hash, JSON.stringify(content)]
		);
		await client.query('commit');
	} finally {
		client.release();
	}
	return token;
}

/** A frozen agreement with a theory of change and little else. */
function theoryOf(title: string): FrozenDocument {
	const template = newestTemplateOf('cooperation-agreement');
	const rows = (...all: Record<string, string>[]) => ({
		value: { kind: 'rows' as const, rows: all.map((cells, at) => ({ id: `r${at + 1}`, cells })) },
		notApplicable: null
	});
	return {
		format: 'samspil-document-1',
		title,
		language: 'da',
		template: { key: template.key, edition: template.edition },
		parties: [],
		sections: template.sections.map((section) => saySection(section, 'da')),
		notChosen: [],
		answers: {
			'activity-goals': rows({ goal: 'Unge, der kommer hver uge', number: '20', unit: 'unge' }),
			'theory-elements': rows(
				{ element: 'Vi laver mad sammen hver onsdag', step: 'activity', towards: '' },
				{ element: 'De unge har nogen at spise med', step: 'short-term', towards: 'r1' },
				{ element: 'Færre unge er alene', step: 'long-term', towards: '' }
			)
		},
		names: { organisations: {}, people: {} }
	};
}
