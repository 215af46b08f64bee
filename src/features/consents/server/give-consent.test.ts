/** Saying yes and stopping, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { sql } from 'kysely';
import { ask, tables } from '#server/tables.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { findConsent, listConsents, listEndedForUs, listRecipients } from './consent.queries.ts';
import { giveConsent, type ConsentGiven } from './give-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T10:00:00Z');

/** What is said yes to, with the words the citizen is shown. */
async function given(
	world: World,
	tovholder: Someone,
	pathway: string,
	organisation: string,
	change: Partial<ConsentGiven> = {}
): Promise<ConsentGiven> {
	const names = await world.as(tovholder).see(listRecipients(pathway));
	const terms = {
		id: randomUUID(),
		purpose: 'At få styr på helbredet',
		categories: ['health', 'contact'] as Category[],
		organisations: [organisation],
		fromWhom: '',
		language: 'da' as const,
		validUntil: '2027-05-04',
		...change
	};
	const recipients = names.filter(({ id }) => id === organisation).map(({ name }) => name);
	return {
		givenBy: 'citizen',
		givenByName: 'Amina Andersen',
		givenHow: 'paper',
		...NO_INTERPRETER,
		...BY_THEMSELVES,
		informedAt: new Date('2026-05-04T09:00:00Z'),
		givenAt: new Date('2026-05-04T09:05:00Z'),
		textShown: composeConsentText({ ...terms, recipients }, terms.language === 'en' ? 'en' : 'da'),
		told: '',
		...terms,
		...change
	};
}

const give = (world: World, by: Someone, pathway: string, consent: ConsentGiven) =>
	world.as(by).act((acting) => giveConsent(acting, pathway, consent, NOW));
const withdraw = (world: World, by: Someone, consent: string, version = 1) =>
	world.as(by).act((acting) => withdrawConsent(acting, consent, version));
const bodies = tables.selectFrom('entry').select('body').orderBy('body');
const read = async (world: World, someone: Someone) =>
	(await world.as(someone).see(bodies)).map(({ body }) => body);
const names = tables.selectFrom('citizen').select('name');

const HOUSING = 'Har brug for en stuelejlighed';
const HEALTH = 'Går hos Dr. Holm';

test('R-147: from the moment the yes is registered the partner reads what it covers; the words are kept as shown', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, colleague, shelter, pathway } = await world.coordinatedPathway();
	expect(await read(world, helper)).toEqual([HOUSING]);
	const consent = await given(world, tovholder, pathway, shelter);
	expect(await give(world, tovholder, pathway, consent)).toEqual({ ok: true, value: consent.id });
	expect(await read(world, helper)).toEqual([HEALTH, HOUSING]);
	expect(await world.as(helper).see(names)).toEqual([{ name: 'Amina Andersen' }]);
	expect(await read(world, colleague)).toEqual([]);
	const [kept] = await world.as(tovholder).see(findConsent(pathway, consent.id));
	expect(kept).toMatchObject({ textShown: consent.textShown, validFrom: TODAY });
	expect(consent.textShown).toContain('Helbred');
	expect(consent.textShown).toContain('Værestedet');
	expect(consent.textShown).toContain('4. maj 2027');
});

test('the words are those of the terms, in the language they were read in', async () => {
	const world = await newWorld(database);
	const { tovholder, shelter, pathway } = await world.coordinatedPathway();
	const english = await given(world, tovholder, pathway, shelter, { language: 'en' });
	expect(english.textShown).toContain('Health');
	const other = { ...english, textShown: `${english.textShown} And more.` };
	expect(await give(world, tovholder, pathway, other)).toEqual({
		ok: false,
		reason: 'other-words-shown'
	});
	expect((await give(world, tovholder, pathway, english)).ok).toBe(true);
});

test('R-147: a yes before the information is refused, by the rule and by PostgreSQL', async () => {
	const world = await newWorld(database);
	const { tovholder, shelter, pathway, consent } = await world.coordinatedPathway();
	const late = await given(world, tovholder, pathway, shelter, {
		informedAt: new Date('2026-05-04T09:06:00Z')
	});
	expect(await give(world, tovholder, pathway, late)).toEqual({
		ok: false,
		reason: 'informed-after-given'
	});
	await expect(
		database.owner.query(
			"update samspil.consent set informed_at = given_at + interval '1 minute' where id = $1",
			[consent]
		)
	).rejects.toThrow('check constraint');
});

test('nobody but the tovholder registers a yes: not the one who would profit, not the leader, not next door', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { tovholder, shelter, pathway } = story;
	const consent = await given(world, tovholder, pathway, shelter);
	for (const someone of [story.helper, story.colleague, story.leader])
		expect(await give(world, someone, pathway, consent)).toEqual({
			ok: false,
			reason: 'no-such-pathway'
		});
	const forged = tables.insertInto('consent').values({
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		number: 99,
		purpose: 'x',
		categories: ['health'],
		organisations: [shelter],
		given_by: 'citizen',
		given_by_name: 'x',
		given_how: 'oral',
		language: 'da',
		informed_at: NOW,
		given_at: NOW,
		text_shown: 'x',
		valid_from: TODAY,
		valid_until: '2027-01-01',
		registered_by: story.helper.person,
		registered_by_name: 'x'
	});
	await expect(world.as(story.helper).act((acting) => acting.run(forged))).rejects.toThrow(
		'row-level security'
	);
});

test('L-3: the citizen stops, and the next request sees nothing; the record and the consent stay', async () => {
	const world = await newWorld(database);
	const { citizen, helper, tovholder, pathway, consent } = await world.coordinatedPathway();
	expect(await read(world, helper)).toEqual([HOUSING]);
	expect(await withdraw(world, citizen, consent)).toEqual({ ok: true, value: { pathway } });
	expect(await read(world, helper)).toEqual([]);
	expect(await world.as(tovholder).see(listConsents(pathway))).toMatchObject([
		{ id: consent, withdrawnBy: 'Amina Andersen', version: 2 }
	]);
	// The same form twice, and another window: it is as it was wished, and recorded once.
	for (const version of [1, 2])
		expect(await withdraw(world, citizen, consent, version)).toEqual({
			ok: true,
			value: { pathway }
		});
	expect(await world.as(tovholder).see(listConsents(pathway))).toMatchObject([{ version: 2 }]);
});

test('L-3 a former recipient learns that a consent has ended and when, and nothing of what it was', async () => {
	const world = await newWorld(database);
	const { citizen, helper, tovholder, pathway, shelter, consent } =
		await world.coordinatedPathway();
	const shown = async (who: Someone, today?: string) => {
		const [consents, ended] = await world
			.as(who, today)
			.read(listConsents(pathway), listEndedForUs(pathway));
		return [consents.map(({ number }) => number), ended];
	};
	const second = await world.consent(pathway, [shelter], ['health']);
	await database.owner.query(
		`update samspil.consent set valid_until = '2026-05-10' where id = $1`,
		[second]
	);
	const [before] = await world.as(helper).see(findConsent(pathway, consent));
	expect([before?.purpose, before?.givenByName]).not.toContain(undefined);
	expect(await shown(helper)).toEqual([[2, 1], []]);
	await withdraw(world, citizen, consent);
	const { rows } = await database.owner.query(
		`select (withdrawn_at at time zone 'Europe/Copenhagen')::date::text as day from samspil.consent where id = $1`,
		[consent]
	);
	const first = { number: 1, endedOn: rows[0].day, how: 'withdrawn' };
	expect(await shown(helper)).toEqual([[2], [first]]);
	expect(await world.as(helper).see(findConsent(pathway, consent))).toEqual([]);
	// The last day is still a day.
	expect(await shown(helper, '2026-05-10')).toEqual([[2], [first]]);
	expect(await shown(helper, '2026-05-11')).toEqual([
		[],
		[{ number: 2, endedOn: '2026-05-10', how: 'over' }, first]
	]);
	for (const who of [citizen, tovholder]) expect(await shown(who)).toEqual([[2, 1], []]);
	const elsewhere = await (await newWorld(database)).coordinatedPathway();
	expect(await shown(elsewhere.helper)).toEqual([[], []]);
});

test('L-3: those whom a consent names are told that it ended, without a word of what', async () => {
	const world = await newWorld(database);
	const { citizen, helper, tovholder, colleague, pathway, consent } =
		await world.coordinatedPathway();
	await withdraw(world, tovholder, consent);
	const notices = tables.selectFrom('notice').select(['kind', 'path']);
	const kind = 'consent-withdrawn';
	expect(await world.as(helper).see(notices)).toEqual([{ kind, path: `/pathways/${pathway}` }]);
	expect(await world.as(citizen).see(notices)).toEqual([{ kind, path: '/me' }]);
	expect(await world.as(colleague).see(notices)).toEqual([]);
	const { rows } = await database.owner.query(
		'select words::text from samspil.mail where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toHaveLength(2);
	expect(rows.map(({ words }) => words).join()).not.toMatch(/Amina|bo|housing/);
});

test('nobody else withdraws, and a stale page withdraws nothing', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const other = await world.citizen('Bo Hansen', story.tovholder);
	const no = { ok: false, reason: 'no-such-consent' };
	for (const someone of [story.helper, story.colleague, story.leader, other])
		expect(await withdraw(world, someone, story.consent)).toEqual(no);
	expect(await withdraw(world, story.tovholder, randomUUID())).toEqual(no);
	expect(await withdraw(world, story.tovholder, story.consent, 7)).toEqual({
		ok: false,
		reason: 'consent-changed-meanwhile'
	});
	expect(await read(world, story.helper)).toEqual([HOUSING]);
});

test('a withdrawal does not wait for a reader, and what is read after it is nothing', async () => {
	const world = await newWorld(database);
	const { citizen, helper, consent } = await world.coordinatedPathway();
	const wait = ask<unknown>(sql`select pg_sleep(0.3)`);
	const reading = world.as(helper).read(bodies, wait, bodies);
	const withdrawing = withdraw(world, citizen, consent);
	const [[first, , last], withdrawn] = await Promise.all([reading, withdrawing]);
	expect(withdrawn.ok).toBe(true);
	expect(first.length).toBeGreaterThanOrEqual(last.length);
	expect(await read(world, helper)).toEqual([]);
});

test('two consents at the same moment get two numbers', async () => {
	const world = await newWorld(database);
	const { tovholder, shelter, pathway } = await world.coordinatedPathway();
	const both = await Promise.all([
		given(world, tovholder, pathway, shelter),
		given(world, tovholder, pathway, shelter)
	]);
	const answers = await Promise.all(both.map((each) => give(world, tovholder, pathway, each)));
	expect(answers.every(({ ok }) => ok)).toBe(true);
	const numbers = (await world.as(tovholder).see(listConsents(pathway))).map(
		({ number }) => number
	);
	expect(new Set(numbers).size).toBe(3);
});
