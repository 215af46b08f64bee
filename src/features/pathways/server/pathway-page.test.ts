/** What the page of a pathway and the list show, to whom, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordPathway } from '#server/audit.queries.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { pageOf, readCursor } from '#values/cursor.ts';
import type { EntryText } from '../entry.rules.ts';
import { listEntries, listNewestWords, listWords } from './entry.queries.ts';
import { findHead, linesOf, listPathways, listTasksToDo, showPathway } from './pathway.queries.ts';
import { rewriteEntry } from './rewrite-entry.ts';
import { writeEntry } from './write-entry.ts';
import { writeOwnWords } from './write-own-words.ts';

const database = await testDatabase();

const HOUSING = 'Har brug for en stuelejlighed';
const HEALTH = 'Går hos Dr. Holm';
const note: EntryText = {
	kind: 'note',
	title: '',
	body: 'Har talt med boligforeningen',
	startsOn: null,
	endsOn: null,
	area: null,
	channel: null
};

/** Everything the page asks for, as `someone` sees it. */
async function pageSeenBy(world: World, someone: Someone, pathway: string) {
	const [[shown], words, tasks, entries] = await world
		.as(someone)
		.read(
			showPathway(pathway),
			listNewestWords(pathway),
			listTasksToDo(pathway),
			listEntries(pathway, null),
			recordPathway('pathway.read', pathway)
		);
	return { shown, words, tasks, entries: entries.map(({ body }) => body) };
}

test('the tovholder sees the whole page: name, need, partners inside and outside, consents', async () => {
	const world = await newWorld(database);
	const { tovholder, pathway } = await world.coordinatedPathway();
	await world.partner(pathway, world.tenant, 'planned');
	const { shown, entries } = await pageSeenBy(world, tovholder, pathway);
	expect(shown).toMatchObject({
		number: 1,
		citizen: 'Amina Andersen',
		tovholder: 'Tove Tovholder',
		tovholderKind: 'temporary',
		decisionDue: '2026-01-12',
		isHeld: true,
		consents: [{ purpose: 'At finde et sted at bo', categories: ['housing'], until: '2026-12-31' }]
	});
	expect(shown?.tovholderMail).toContain('@');
	expect(shown?.open).toHaveLength(10);
	expect(shown?.partners.map(({ state, internal }) => [state, internal])).toEqual([
		['agreed', false],
		['planned', true]
	]);
	expect(entries).toEqual([HEALTH, HOUSING]);
});

test('a partner sees what the consent covers, no name, and only partners who are in', async () => {
	const world = await newWorld(database);
	const { helper, pathway } = await world.coordinatedPathway();
	await world.partner(pathway, world.tenant, 'contacted');
	const { shown, entries } = await pageSeenBy(world, helper, pathway);
	expect(shown).toMatchObject({ citizen: null, phone: null, need: null, open: ['housing'] });
	expect(shown?.isHeld).toBe(false);
	expect(shown?.partners.map(({ state }) => state)).toEqual(['agreed']);
	expect(shown?.consents).toHaveLength(1);
	expect(entries).toEqual([HOUSING]);
});

test('for everybody else the pathway is not there, and nothing is written in the record of it', async () => {
	const world = await newWorld(database);
	const { leader, colleague, pathway, tovholder } = await world.coordinatedPathway();
	const shelterNextDoor = await world.organisation('voluntary');
	const asked = await world.worker('Spurgt', shelterNextDoor);
	await world.partner(pathway, shelterNextDoor, 'contacted', asked);
	const declining = await world.organisation('private');
	const declined = await world.worker('Nej', declining);
	await world.partner(pathway, declining, 'declined', declined);
	const gone = await world.organisation('housing');
	const former = await world.worker('Før', gone);
	await world.partner(pathway, gone, 'ended', former);
	const otherCitizen = await world.citizen('Bo Hansen', tovholder);
	const next = await newWorld(database);
	const theirs = await next.coordinatedPathway();
	const nothing = { shown: undefined, words: [], tasks: [], entries: [] };
	for (const someone of [leader, colleague, asked, declined, former, otherCitizen])
		expect(await pageSeenBy(world, someone, pathway)).toEqual(nothing);
	expect(await pageSeenBy(world, await world.administrator(), pathway)).toEqual(nothing);
	expect(await pageSeenBy(next, theirs.leader, pathway)).toEqual(nothing);
	expect(await pageSeenBy(next, theirs.tovholder, pathway)).toEqual(nothing);
	expect(await pageSeenBy(world, tovholder, randomUUID())).toEqual(nothing);
	const { rows } = await database.owner.query(
		'select 1 from samspil.audit_event where pathway_id = $1',
		[pathway]
	);
	expect(rows).toEqual([]);
});

test('a forgotten door reads nothing: without a session the page has no rows', async () => {
	const world = await newWorld(database);
	const { pathway } = await world.coordinatedPathway();
	for (const token of [undefined, '', 'guessed']) {
		const { visitor, rows } = await readAs(
			database.pools.app,
			{ token, today: TODAY },
			showPathway(pathway),
			listEntries(pathway, null),
			findHead(pathway)
		);
		expect(visitor).toBe(null);
		expect(rows).toEqual([[], [], []]);
	}
});

test('L-9: a read is in the record with its reason', async () => {
	const world = await newWorld(database);
	const { helper, tovholder, pathway } = await world.coordinatedPathway();
	await pageSeenBy(world, tovholder, pathway);
	await pageSeenBy(world, helper, pathway);
	const { rows } = await database.owner.query(
		'select action, reason from samspil.audit_event where pathway_id = $1 order by at',
		[pathway]
	);
	expect(rows.map(({ action }) => action)).toEqual(['pathway.read', 'pathway.read']);
	expect(rows[0].reason).toBe('tovholder');
	expect(rows[1].reason).toMatch(/^partner, consent no\. \d+: housing$/);
});

test('the list has my pathways, the last changed first, page by page, each once', async () => {
	const world = await newWorld(database);
	const { tovholder, citizen, collaboration, helper, pathway } = await world.coordinatedPathway();
	for (let more = 0; more < 52; more++) await world.pathway(citizen, collaboration, tovholder);
	// many at the same moment: the id decides
	await database.owner.query(
		"update samspil.pathway set changed_at = '2026-02-01 10:00:00.123456+00' where tenant_id = $1 and number > 10",
		[world.tenant]
	);
	const first = pageOf(linesOf((await world.as(tovholder).see(listPathways(null)))[0]), 50);
	const second = pageOf(
		linesOf((await world.as(tovholder).see(listPathways(readCursor(first.next))))[0]),
		50
	);
	expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 3, null]);
	const numbers = [...first.rows, ...second.rows].map(({ number }) => number);
	expect(new Set(numbers).size).toBe(53);
	expect(linesOf((await world.as(helper).see(listPathways(null)))[0])).toMatchObject([
		{ id: pathway, citizen: null, tovholder: 'Tove Tovholder' }
	]);
});

test('an entry is filed under a category that is open to its author, and nowhere else', async () => {
	const world = await newWorld(database);
	const { helper, colleague, tovholder, pathway } = await world.coordinatedPathway();
	const write = (someone: Someone, category: 'housing' | 'health') =>
		world.as(someone).act((acting) => writeEntry(acting, pathway, randomUUID(), category, note));
	expect((await write(helper, 'housing')).ok).toBe(true);
	expect(await write(helper, 'health')).toEqual({ ok: false, reason: 'category-not-open' });
	expect(await write(colleague, 'housing')).toEqual({ ok: false, reason: 'no-such-pathway' });
	expect((await pageSeenBy(world, tovholder, pathway)).entries[0]).toBe(note.body);
});

test('PostgreSQL refuses an entry in another name, of another category, or under a foreign pathway', async () => {
	const world = await newWorld(database);
	const { helper, tovholder, citizen, collaboration, pathway } = await world.coordinatedPathway();
	const other = await world.pathway(citizen, collaboration, tovholder);
	const forge = async (change: Record<string, unknown>) => {
		const entry = tables.insertInto('entry').values({
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: pathway,
			scope_id: await world.scopeOf(pathway, 'housing'),
			category: 'housing',
			kind: 'note',
			body: 'x',
			author_id: helper.person,
			author_organisation_id: helper.organisation!,
			author_name: 'x',
			author_organisation_name: 'x',
			...change
		});
		return world.as(helper).act((acting) => acting.run(entry));
	};
	expect(await forge({})).toBe(1);
	await expect(forge({ author_id: tovholder.person })).rejects.toThrow('row-level security');
	await expect(forge({ category: 'health' })).rejects.toThrow('foreign key');
	await expect(forge({ pathway_id: other })).rejects.toThrow('row-level security');
	await expect(
		forge({ scope_id: await world.scopeOf(pathway, 'health'), category: 'health' })
	).rejects.toThrow('row-level security');
});

test('one changes only what one wrote, and a stale change shows what was saved since', async () => {
	const world = await newWorld(database);
	const { citizen, tovholder, helper, pathway, entries } = await world.coordinatedPathway();
	const rewrite = (someone: Someone, version: number, body: string) =>
		world
			.as(someone)
			.act((acting) => rewriteEntry(acting, pathway, entries.housing, version, { ...note, body }));
	expect(await rewrite(helper, 1, 'Forfalsket')).toEqual({ ok: false, reason: 'no-such-entry' });
	expect(await rewrite(tovholder, 1, 'Ny tekst')).toEqual({ ok: true, value: { stale: null } });
	expect(await rewrite(tovholder, 1, 'Fra et andet vindue')).toMatchObject({
		ok: true,
		value: { stale: { version: 2, body: 'Ny tekst' } }
	});
	expect((await pageSeenBy(world, tovholder, pathway)).entries).toContain('Ny tekst');
	// what stood there stays, for who wrote it and who reads the whole pathway; a partner reads the words as they are
	const formerSeenBy = async (someone: Someone) =>
		(await world.as(someone).see(listEntries(pathway, null)))
			.find(({ id }) => id === entries.housing)
			?.former?.map(({ body }) => body) ?? null;
	const [before] = (await formerSeenBy(tovholder)) ?? [];
	expect(before).toBeTruthy();
	expect(before).not.toBe('Ny tekst');
	expect(await formerSeenBy(citizen)).toEqual([before]);
	expect(await formerSeenBy(helper)).toBeNull();
});

test('R-130, R-146: own words are added to and never written over, by anybody', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	const say = (someone: Someone, body: string, saidOn = TODAY) =>
		world
			.as(someone)
			.act((acting) =>
				writeOwnWords(acting, pathway, { id: randomUUID(), question: 'wishes', body, saidOn })
			);
	expect((await say(tovholder, 'Jeg vil bo alene')).ok).toBe(true);
	expect((await say(tovholder, 'Jeg vil bo med min søn')).ok).toBe(true);
	// again from an empty form, since nobody saw that it was kept
	expect((await say(tovholder, 'Jeg vil bo med min søn')).ok).toBe(true);
	expect(await say(tovholder, 'I morgen', '2026-05-05')).toEqual({
		ok: false,
		reason: 'said-in-the-future'
	});
	expect(await say(helper, 'Hun vil flytte')).toEqual({ ok: false, reason: 'no-such-pathway' });
	const { words } = await pageSeenBy(world, tovholder, pathway);
	expect(words.map(({ body }) => body)).toEqual(['Jeg vil bo med min søn']);
	expect(await world.as(tovholder).see(listWords(pathway))).toHaveLength(2);
	const overwrite = tables.updateTable('own_words').set({ body: 'x' });
	await expect(world.as(tovholder).act((acting) => acting.run(overwrite))).rejects.toThrow(
		'permission denied'
	);
});
