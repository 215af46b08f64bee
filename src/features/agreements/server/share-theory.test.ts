import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY } from '#server/database/test-world.ts';
import { readAs } from '#server/acting.ts';
import { addDays, type Day } from '#values/day.ts';
import { MOST_LINKS } from '../shown-theory.rules.ts';
import { findSharedTheory, listTheoryLinks } from './shown-theory.queries.ts';
import { shareTheory, stopSharing } from './share-theory.ts';
import { inForce } from './test-agreement.ts';

const database = await testDatabase();
const { owner, pools } = database;

const link = (id = randomUUID()) => ({ id, meantFor: 'Fonden' });
const rows = (...cells: Record<string, string>[]) => ({
	value: { kind: 'rows', rows: cells.map((each, at) => ({ id: `r${at}`, cells: each })) },
	notApplicable: null
});
const THEORY = {
	'theory-elements': rows({
		element: 'Vi spiser sammen',
		step: 'activity',
		towards: '',
		who: 'Hemmelige Hans'
	}),
	'theory-part': rows({ who: 'Karl Kontor', party: 'x', perspective: 'staff' }),
	'activity-goals': rows({ goal: 'Gæster', number: '20' }),
	content: { value: { kind: 'text', text: 'Mad' }, notApplicable: 'Karl siger nej' },
	'target-group': { value: { kind: 'people', people: ['karl.solby'] }, notApplicable: null }
};

/** An agreement in force that tells these things besides. */
async function telling(answers: object = THEORY) {
	const agreed = await inForce(database);
	const client = await owner.connect();
	try {
		await client.query('begin');
		await client.query('set local session_replication_role = replica');
		await client.query(
			`update samspil.document_version set content = jsonb_set(content, '{answers}', content -> 'answers' || $2) where id = $1`,
			[agreed.version, JSON.stringify(answers)]
		);
		await client.query('commit');
	} finally {
		client.release();
	}
	return agreed;
}

/** What anybody finds behind an address. */
async function opened(path: string, today: Day = TODAY) {
	const token = path.replace('/theory/', '');
	const answer = await readAs(
		pools.app,
		{ token: undefined, today },
		findSharedTheory(token, today)
	);
	return answer.rows[0][0];
}

test('R-195 whoever holds the link reads what is done and what it leads to, and nobody by name', async () => {
	const { world, id } = await telling();
	const made = await world.as(world.helper).act((acting) => shareTheory(acting, id, link()));
	expect(made).toMatchObject({ ok: true, value: expect.stringMatching(/^\/theory\/[\w-]{43}$/) });
	const found = await opened(made.ok ? made.value : '');
	expect(found).toMatchObject({
		title: 'Hjem igen',
		parties: [expect.stringMatching('Solby'), expect.stringMatching('Nattely')]
	});
	expect(Object.keys(found!.answers).toSorted()).toEqual(['activity-goals', 'theory-elements']);
	expect(JSON.stringify(found)).not.toMatch(/Karl|Hans|siger nej|Åbne hver nat|At flere/);
	expect(await opened(`/theory/${'x'.repeat(43)}`)).toBeUndefined();
	const kept = await owner.query(
		'select l::text as row from samspil.theory_link l where document_id = $1',
		[id]
	);
	expect(kept.rows[0].row).not.toContain(made.ok && made.value.slice(8));
});

test('R-195 any party closes the link, and it opens nothing any more; nor does it when the agreement has ended', async () => {
	const { world, id } = await telling();
	const [one, other] = [link(), link()];
	const share = (each: { id: string; meantFor: string }) =>
		world.as(world.leader).act((acting) => shareTheory(acting, id, each));
	const [first, second] = [await share(one), await share(other)];
	if (!first.ok || !second.ok) throw new Error('not shared');
	for (let time = 0; time < 2; time += 1)
		expect(
			await world.as(world.host).act((acting) => stopSharing(acting, id, one.id))
		).toMatchObject({ ok: true });
	expect(await opened(first.value)).toBeUndefined();
	expect(await opened(second.value)).toBeDefined();
	await owner.query('update samspil.document_version set ends_on = $2 where document_id = $1', [
		id,
		addDays(TODAY, 9)
	]);
	expect(await opened(second.value, addDays(TODAY, 8))).toBeDefined();
	expect(await opened(second.value, addDays(TODAY, 9))).toBeUndefined();
	expect(
		await world.as(world.leader, addDays(TODAY, 9)).act((acting) => shareTheory(acting, id, link()))
	).toMatchObject({ reason: 'agreement-has-ended' });
});

test('a link sent twice is made once, and its address is told to nobody a second time', async () => {
	const { world, id } = await telling();
	const twice = link();
	const share = () => world.as(world.leader).act((acting) => shareTheory(acting, id, twice));
	expect(await share()).toMatchObject({ ok: true });
	expect(await share()).toEqual({ ok: false, reason: 'sent-before' });
});

test('a stranger finds no link, makes none and closes none; where there is no theory there is nothing to show', async () => {
	const { world, id } = await telling();
	const open = link();
	await world.as(world.leader).act((acting) => shareTheory(acting, id, open));
	const stranger = world.as(world.stranger);
	expect(await stranger.see(listTheoryLinks(id))).toEqual([]);
	expect(await stranger.act((acting) => shareTheory(acting, id, link()))).toMatchObject({
		reason: 'no-document'
	});
	expect(await stranger.act((acting) => stopSharing(acting, id, open.id))).toMatchObject({
		reason: 'no-document'
	});
	// Another agreement of the same party: its own links are closed there.
	const none = await inForce(database);
	expect(
		await none.world.as(none.world.leader).act((acting) => shareTheory(acting, none.id, link()))
	).toMatchObject({ reason: 'no-theory' });
	expect(
		await none.world.as(none.world.leader).act((acting) => stopSharing(acting, none.id, open.id))
	).toMatchObject({ reason: 'no-link' });
	expect(await world.as(world.leader).see(listTheoryLinks(id))).toMatchObject([{ closedAt: null }]);
});

test('twenty links are open at a time, and no more', async () => {
	const { world, id } = await telling();
	const share = () => world.as(world.leader).act((acting) => shareTheory(acting, id, link()));
	for (let made = 0; made < MOST_LINKS; made += 1)
		expect(await share()).toMatchObject({ ok: true });
	expect(await share()).toMatchObject({ reason: 'too-many-links' });
});
