/** What holding the threads of one pathway means, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { beginPhase } from '#features/phases/server/keep-phases.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { addDays } from '#values/day.ts';
import { listEntries } from './entry.queries.ts';
import { planPartner } from './involve-partner.ts';
import { addToPool } from './keep-pool.ts';
import { listPartners } from './partner.queries.ts';
import { findHead, listTasksToDo, showPathway } from './pathway.queries.ts';
import { listHolders, listPool } from './tovholder.queries.ts';
import { writeEntry } from './write-entry.ts';

const database = await testDatabase();
const plan = () => ({
	id: randomUUID(),
	reason: 'Kender byen',
	citizenPart: 'asked' as const,
	citizenNote: ''
});
const note = {
	kind: 'note',
	title: '',
	body: 'Har talt med hende',
	startsOn: null,
	endsOn: null,
	area: null,
	channel: null
} as const;

/** A meeting that people are invited to. */
const meet = async (world: World, pathway: string, { person, organisation }: Someone) =>
	world.insert('meeting', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'meetings'),
		state: 'invited',
		purpose: 'Boligen',
		why_now: 'Det haster',
		form: 'in-person',
		starts_at: '2099-05-08T08:00:00Z',
		ends_at: '2099-05-08T09:00:00Z',
		place: 'Biblioteket',
		place_agreed_on: '2026-01-06',
		interpreter: 'no',
		interpreter_agreed_on: '2026-01-06',
		companion_note: 'Hun kommer alene',
		convened_by: person,
		convened_by_organisation_id: organisation
	});

test('R-064 who holds the threads of one pathway holds them of no other', async () => {
	const world = await newWorld(database);
	const { tovholder, pathway, collaboration } = await world.coordinatedPathway();
	const other = await world.worker('Ole Anden', world.tenant);
	const theirs = await world.pathway(await world.citizen('Bo', other), collaboration, other);
	const own = world.as(tovholder);
	expect((await own.see(findHead(pathway)))[0]?.isHeld).toBe(true);
	expect(await own.see(findHead(theirs))).toEqual([]);
	expect(await own.see(listEntries(theirs, null))).toEqual([]);
	const thought = { ...plan(), organisation: world.tenant };
	expect(await own.act((acting) => planPartner(acting, theirs, thought))).toMatchObject({
		reason: 'no-such-pathway'
	});
	// Where they help on another, they help and no more.
	await world.partner(theirs, world.tenant, 'agreed', tovholder);
	expect((await own.see(findHead(theirs)))[0]?.isHeld).toBe(false);
	expect(await own.act((acting) => planPartner(acting, theirs, thought))).toMatchObject({
		reason: 'no-such-pathway'
	});
});

test.each(['municipality', 'private', 'voluntary'] as const)(
	'R-109 a tovholder of a %s organisation does what any tovholder does',
	async (kind) => {
		const world = await newWorld(database);
		const { collaboration } = await world.coordinatedPathway();
		const place = kind === 'municipality' ? world.tenant : await world.organisation(kind, 'Stedet');
		const holder = await world.worker('Hanne Holder', place);
		const pathway = await world.pathway(await world.citizen('Bo', holder), collaboration, holder);
		const own = world.as(holder);
		const [shown] = await own.see(showPathway(pathway));
		expect(shown).toMatchObject({ isHeld: true, citizen: 'Bo' });
		const organisation = await world.organisation('housing', 'Boligselskabet');
		const planned = await own.act((acting) =>
			planPartner(acting, pathway, { ...plan(), organisation })
		);
		expect(planned.ok).toBe(true);
		const written = await own.act((acting) =>
			writeEntry(acting, pathway, randomUUID(), 'health', note)
		);
		expect(written.ok).toBe(true);
		expect(await own.see(listEntries(pathway, null))).toHaveLength(1);
	}
);

test('R-111 neither a phase, a meeting nor a year changes who holds the threads', async () => {
	const world = await newWorld(database);
	const { tovholder, pathway } = await world.coordinatedPathway();
	const before = await world.as(tovholder).see(listHolders(pathway));
	for (const phase of [1, 3, 5] as const)
		await world
			.as(tovholder)
			.act((acting) => beginPhase(acting, pathway, randomUUID(), phase, TODAY));
	await meet(world, pathway, tovholder);
	const inAYear = addDays(TODAY, 365);
	expect(await world.as(tovholder, inAYear).see(listHolders(pathway))).toEqual(before);
	expect((await world.as(tovholder, inAYear).see(findHead(pathway)))[0]?.isHeld).toBe(true);
});

test('R-117 whoever is in the pool stands there with name and workplace', async () => {
	const world = await newWorld(database);
	const { leader, helper, collaboration } = await world.coordinatedPathway();
	const member = { person: helper.person, organisation: helper.organisation! };
	await world.as(leader).act((acting) => addToPool(acting, collaboration, member));
	const [listed] = await world.as(leader).see(listPool(collaboration));
	expect(listed?.name).toBe(helper.name);
	expect(listed?.organisationName).toContain('Værestedet');
	// A workplace is a membership: somebody who has none there is not taken in.
	const nowhere = { ...member, organisation: world.tenant };
	expect(
		(await world.as(leader).act((acting) => addToPool(acting, collaboration, nowhere))).ok
	).toBe(false);
});

test('R-124, R-136 one page tells the tovholder who is on it, from inside and outside, and what is to be done', async () => {
	const world = await newWorld(database);
	const { tovholder, helper, pathway } = await world.coordinatedPathway();
	const inside = await world.worker('Ida Indenfor', world.tenant);
	await world.partner(pathway, world.tenant, 'agreed', inside);
	await world.task(pathway, 'housing', tovholder, 'Ring til boligselskabet', helper);
	await meet(world, pathway, tovholder);
	const own = world.as(tovholder);
	const [[shown], tasks, entries] = await own.read(
		showPathway(pathway),
		listTasksToDo(pathway),
		listEntries(pathway, null)
	);
	expect(shown?.partners.map(({ internal }) => internal).sort()).toEqual([false, true]);
	expect(shown?.consents).toHaveLength(1);
	expect(shown?.nextMeeting).not.toBeNull();
	expect(tasks).toMatchObject([{ title: 'Ring til boligselskabet' }]);
	expect(entries).toHaveLength(2);
	const partners = await own.see(listPartners(pathway));
	expect(
		partners.map(({ organisation, internal }) => [organisation === world.tenant, internal])
	).toEqual(partners.map(({ internal }) => [internal, internal]));
});
