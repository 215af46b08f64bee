/** The invented data in a database of its own, seen with the eyes of the people in it. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { whatIsMissing } from '#features/documents/completeness.rules.ts';
import { answersOf, asContent } from '#features/framework/draft.rules.ts';
import { frameworkTemplate } from '#features/framework/framework-template.rules.ts';
import { listAnswers, listPool } from '#features/framework/server/answer.queries.ts';
import { findEstablished } from '#features/framework/server/version.queries.ts';
import { standingOfObligation } from '#features/agreements/obligation.rules.ts';
import { checkDocument } from '#features/agreements/readiness.rules.ts';
import { newestTemplateOf } from '#features/agreements/agreement-template.rules.ts';
import { listOurObligations } from '#features/agreements/server/obligation.queries.ts';
import { saysTheSame } from '#features/documents/frozen-difference.rules.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import { listAnswers as listDocumentAnswers } from '#features/documents/server/answer.queries.ts';
import { composeDocument } from '#features/documents/server/compose-document.ts';
import {
	findDocument,
	listDocuments,
	listMembers,
	listOrganisations
} from '#features/documents/server/document.queries.ts';
import {
	listExecutors,
	listParties,
	listSignatories
} from '#features/documents/server/party.queries.ts';
import { findAgreedVersion } from '#features/documents/server/version.queries.ts';
import type { SentContent } from '#features/meetings/sending.rules.ts';
import { findNotificationSetting } from '#features/concerns/server/notify.queries.ts';
import { listKinds, listRuns } from '#features/retention/server/kind.queries.ts';
import { findRetention } from '#features/retention/server/retention.queries.ts';
import { listParticipants } from '#features/meetings/server/agenda.queries.ts';
import { readAs, type Query } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { remind } from '#features/deadlines/test-remind.ts';
import { tables } from '#server/tables.ts';
import { addDays } from '#values/day.ts';
import { nights } from './agreement.ts';
import { loadExample } from './load.ts';
import * as people from './people.ts';

const database = await testDatabase();

// A Wednesday; the moments of the data are relative to it, and a session's are to the clock.
const TODAY = '2026-05-06';

const example = {
	async admin() {
		const client = new pg.Client(database.url);
		await client.connect();
		return client;
	}
};

let seconds = 0;
beforeAll(async () => {
	const start = performance.now();
	expect(await loadExample(example, TODAY)).toBe(true);
	seconds = (performance.now() - start) / 1000;
});

/** What somebody reads who signs in and wears the first hat that comes to hand, or the one named. */
async function seenBy<Row>(
	{ id }: { id: string },
	query: Query<Row>,
	organisation?: { id: string }
): Promise<Row[]> {
	const token = randomUUID();
	await database.owner.query(
		`insert into identity.session (token, "userId", "expiresAt", assurance, hat, "hatTenant", "hatOrganisation")
		values ($1, $2, now() + interval '1 hour', 'multi', $3, $4, $5)`,
		[
			token,
			id,
			organisation ? 'organisation' : null,
			organisation ? people.solby.id : null,
			organisation?.id ?? null
		]
	);
	const { visitor, rows } = await readAs(database.pools.app, { token, today: TODAY }, query);
	expect(visitor?.person).toBe(id);
	return rows[0] as Row[];
}

const pathways = tables.selectFrom('pathway').select('number').orderBy('number');
const numbers = async (who: { id: string }, organisation?: { id: string }) =>
	(await seenBy(who, pathways, organisation)).map(({ number }) => number);
const [MALIK, JENS, SANNE, LIV] = [1, 2, 3, 4];

test('loading takes less than five seconds, and a second time does nothing', async () => {
	expect(seconds).toBeLessThan(5);
	expect(await loadExample(example, TODAY)).toBe(false);
	const { rows } = await database.owner.query('select demo from samspil.installation');
	expect(rows).toEqual([{ demo: true }]);
});

test('everybody who is offered can be looked around as, and has a hat to wear and something said of them', async () => {
	const { rows } = await database.pools.identity.query('select * from samspil.list_demo_people()');
	expect(rows.length).toBeGreaterThanOrEqual(14);
	for (const each of rows) {
		expect(each.introduction).toEqual({ da: expect.any(String), en: expect.any(String) });
		const token = randomUUID();
		await database.owner.query(
			`insert into identity.session (token, "userId", "expiresAt", assurance) values ($1, $2, now() + interval '1 hour', 'multi')`,
			[token, each.id]
		);
		const { visitor } = await readAs(database.pools.app, { token, today: TODAY }, pathways);
		expect(visitor?.hat, each.name).not.toBeNull();
	}
});

test('each sees the pathways they have part in, and no others', async () => {
	expect(await numbers(people.mette)).toEqual([MALIK]);
	expect(await numbers(people.malik)).toEqual([MALIK]);
	expect(await numbers(people.aviaja)).toEqual([MALIK]);
	expect(await numbers(people.rasmus)).toEqual([MALIK, JENS]);
	expect(await numbers(people.tarek)).toEqual([JENS]);
	expect(await numbers(people.jens)).toEqual([JENS]);
	expect(await numbers(people.inge)).toEqual([JENS]);
	const { lone, henrik, birgitte, viggo, gitte, poul, karen, peter } = people;
	for (const nobody of [lone, henrik, birgitte, viggo, gitte, poul, karen, peter])
		expect(await numbers(nobody), nobody.name).toEqual([]);
});

test('one person with two hats sees by the hat that is worn', async () => {
	expect(await numbers(people.sofie, people.natteravne)).toEqual([SANNE, LIV]);
	expect(await numbers(people.sofie, people.mentorhuset)).toEqual([]);
});

test('a partner reads what the consents cover: the one that is withdrawn opens nothing', async () => {
	const categories = tables.selectFrom('entry').select('category').distinct().orderBy('category');
	const seen = async (who: { id: string }) =>
		(await seenBy(who, categories)).map(({ category }) => category);
	expect(await seen(people.malik)).toEqual([
		'contact',
		'economy',
		'health',
		'housing',
		'progress',
		'situation',
		'substance-use',
		'work'
	]);
	expect(await seen(people.aviaja)).toEqual([
		'contact',
		'health',
		'housing',
		'progress',
		'situation',
		'substance-use'
	]);
	expect(await seen(people.inge)).toEqual(['housing']);
});

test('Nordby sees its own collaboration, and nothing of Solby', async () => {
	const names = tables.selectFrom('collaboration').select('name');
	expect(await seenBy(people.peter, names)).toEqual([{ name: 'Nordby i fællesskab' }]);
	expect(await seenBy(people.lone, names)).toEqual([{ name: 'Fælles om hverdagen' }]);
	const colleagues = tables.selectFrom('membership').select('person_name');
	expect(await seenBy(people.peter, colleagues)).toHaveLength(1);
});

test('the coming meeting lists its participants as the invitation did: nothing has changed since', async () => {
	const invited = tables
		.selectFrom('meeting as m')
		.innerJoin('meeting_sending as s', (join) =>
			join.onRef('s.tenant_id', '=', 'm.tenant_id').onRef('s.meeting_id', '=', 'm.id')
		)
		.where('m.state', '=', 'invited')
		.select(['m.id', 's.content']);
	const meetings = await seenBy(people.malik, invited);
	expect(meetings.length).toBeGreaterThan(0);
	for (const { id, content } of meetings) {
		const listed = await seenBy(people.malik, listParticipants(id));
		expect(
			listed.map(({ kind, name, organisationName, reason }) => ({
				kind,
				name,
				organisation: organisationName ?? '',
				reason
			}))
		).toEqual((content as unknown as SentContent).participants);
	}
});

test('there is a partner in each state, a meeting behind us and one next week', async () => {
	const { rows: states } = await database.owner.query(
		'select distinct state from samspil.partner order by state'
	);
	expect(states.map(({ state }) => state)).toEqual([
		'agreed',
		'contacted',
		'declined',
		'ended',
		'planned'
	]);
	const meetings = tables.selectFrom('meeting').select(['state', 'starts_at']).orderBy('starts_at');
	expect(await seenBy(people.malik, meetings)).toEqual([
		{ state: 'closed', starts_at: new Date('2026-04-22T08:00:00Z') },
		{ state: 'invited', starts_at: new Date('2026-05-13T11:00:00Z') }
	]);
});

test('the framework is complete in its approved version, and lacks a little in the next', async () => {
	const [established] = await seenBy(people.poul, findEstablished());
	expect(whatIsMissing(frameworkTemplate, asContent(established!.content).answers)).toEqual([]);
	const saved = await seenBy(people.lone, listAnswers());
	const pool = await seenBy(people.lone, listPool());
	const missing = whatIsMissing(frameworkTemplate, answersOf(saved, pool));
	expect(missing.map(({ field, lack }) => [field, lack])).toEqual([
		['outreach', 'cell-missing'],
		['home-municipality-partners', 'unanswered']
	]);
});

test('what is due is what people are reminded of', async () => {
	await remind(database.pools.jobs, TODAY);
	const { rows } = await database.owner.query(
		`select p.name, r.kind from samspil.reminder r join samspil.person p on p.id = r.person_id order by p.name, r.kind`
	);
	expect(rows).toEqual([
		{ name: 'Aviâja Kleist', kind: 'task 1' },
		{ name: 'Bodil Krogh', kind: 'emergency-review-late' },
		{ name: 'Henrik Bang', kind: 'tovholder-up' },
		{ name: 'Lone Madsen', kind: 'agreement-obligation 7' },
		{ name: 'Lone Madsen', kind: 'framework-update-30' },
		{ name: 'Lone Madsen', kind: 'tovholder-overdue' },
		{ name: 'Mette Kristoffersen', kind: 'consent-expiring' },
		{ name: 'Rasmus Toft', kind: 'agreement-obligation-up' },
		{ name: 'Rasmus Toft', kind: 'agreement-review -30' }
	]);
});

test('what is kept of who may see what is what it should be', async () => {
	for (const kind of ['pathway_access', 'scope_access']) {
		const { rows } = await database.owner.query(
			`select count(*) as count from (
				(select * from samspil.${kind}_truth except select * from samspil.${kind})
				union all (select * from samspil.${kind} except select * from samspil.${kind}_truth)) x`
		);
		expect(rows).toEqual([{ count: 0 }]);
	}
});

test.each(['2026-05-09', '2026-05-10', '2026-12-31', '2028-02-29'])(
	'it can be told from any day: %s',
	async (today) => {
		const another = await testDatabase();
		const there = {
			async admin() {
				const client = new pg.Client(another.url);
				await client.connect();
				return client;
			}
		};
		expect(await loadExample(there, today)).toBe(true);
		const { rows } = await another.owner.query<{ day: string }>(
			`select (max(created_at) at time zone 'Europe/Copenhagen')::date as day from samspil.entry`
		);
		expect(rows[0]!.day <= addDays(today, 0)).toBe(true);
		await another.close();
	}
);

test('each party of the agreement sees what it has promised: one thing is overdue, and it is due for review soon', async () => {
	const promised = async (who: { id: string }, organisation: { id: string }) =>
		(await seenBy(who, listOurObligations(), organisation)).map(({ what, dueOn, status }) => [
			what,
			standingOfObligation({ dueOn, status }, TODAY)
		]);
	expect(await promised(people.lone, people.solby)).toEqual([
		['Finde en afløser for klubbens gademedarbejder', 'overdue'],
		['Holde en fest for naboerne sammen med de unge', 'running'],
		['Betale lys og varme i klublokalet', 'running']
	]);
	expect(await promised(people.viggo, people.kilden)).toEqual([
		['Holde åbent til kl. 2 fredag og lørdag', 'due-soon'],
		['Holde en fest for naboerne sammen med de unge', 'running']
	]);
	expect(await promised(people.tarek, people.mentorhuset)).toEqual([]);
	const agreements = await seenBy(people.gitte, listDocuments(null), people.soparken);
	expect(agreements).toMatchObject([
		{ title: 'Trygge nætter i Søparken', newest: 'agreed', reviewOn: addDays(TODAY, 25) }
	]);
	expect(await seenBy(people.birgitte, listDocuments(null), people.kilden)).toHaveLength(2);
	expect(await seenBy(people.tarek, listDocuments(null), people.mentorhuset)).toEqual([]);
});

test('the agreement in force lacks nothing that one must have to be signed', async () => {
	const { rows } = await database.owner.query(
		`select content from samspil.document_version where fate = 'agreed'`
	);
	expect(checkDocument(asFrozen(rows[0].content), addDays(TODAY, -312))).toEqual([]);
});

/** The agreement about the nights: what counts, and what is written now. */
async function readNights() {
	const as = <Row>(query: Query<Row>) => seenBy(people.lone, query, people.solby);
	const [document] = await as(findDocument(nights));
	const [version] = await as(findAgreedVersion(nights));
	const { title, language, sections } = document!;
	const draft = {
		title,
		language,
		sections,
		parties: await as(listParties(nights)),
		executors: await as(listExecutors(nights)),
		signatories: await as(listSignatories(nights)),
		saved: await as(listDocumentAnswers(nights))
	};
	const written = composeDocument(newestTemplateOf('partnership-agreement'), draft, {
		organisations: await as(listOrganisations()),
		people: await as(listMembers(nights))
	});
	return { written, version: version! };
}

test('what was agreed about the nights is what is written, to the letter', async () => {
	const { written, version } = await readNights();
	expect(written).toEqual(version.content);
	expect(await contentHash(written as unknown as Json)).toBe(version.hash);
});

test('S-4 it is not changed by what the register calls somebody afterwards', async () => {
	const retitle = (title: string) =>
		database.owner.query(
			'update samspil.membership set title = $1 where person_id = $2 and organisation_id = $3',
			[title, people.birgitte.id, people.kilden.id]
		);
	await retitle('Direktør for det hele');
	const { written, version } = await readNights();
	await retitle('Daglig leder');
	expect(JSON.stringify(written)).toContain('Direktør for det hele');
	expect(saysTheSame(asFrozen(version.content), written)).toBe(true);
});

test('it is said how long things are kept, what is kept long enough, and where a child is notified of', async () => {
	const { bodil, birgitte, sofie, solby, kilden, natteravne } = people;
	expect(await seenBy(bodil, findRetention(), solby)).toMatchObject([{ months: 60 }]);
	const kinds = await seenBy(bodil, listKinds(), solby);
	expect(kinds.every(({ months }) => months !== null)).toBe(true);
	expect(await seenBy(bodil, listRuns(), solby)).toMatchObject([{ kind: 'notice', gone: 118 }]);
	const own = await seenBy(birgitte, listKinds(), kilden);
	expect(own.map(({ kind, months, usual, many }) => [kind, months, usual, many])).toEqual([
		['part', 24, 36, 0],
		['doubt', 12, 24, 1],
		['child-role', null, 24, 0]
	]);
	const [setting] = await seenBy(sofie, findNotificationSetting(), natteravne);
	expect(setting).toMatchObject({ channel: 'underretning@solby.example' });
});
