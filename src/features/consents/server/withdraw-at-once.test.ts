/** A withdrawal while others write on the same consent: nobody waits for the other in a ring, and the citizen's no stands. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { closePathway } from '#features/closing/server/close-pathway.ts';
import { actingAs, type Acting } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { denyToOrganisation } from './deny-sharing.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const database = await testDatabase();
const ROUNDS = 25;
const PLAN = {
	ground: 'criteria-gone' as const,
	groundNote: '',
	criteria: [],
	plan: 'Amina ringer selv.',
	citizenPart: 'together' as const,
	citizenNote: '',
	toldOutside: []
};

/** How often PostgreSQL had to end a ring of transactions that waited for each other. */
async function deadlocks(): Promise<number> {
	const { rows } = await database.owner.query(
		'select deadlocks::int from pg_stat_database where datname = current_database()'
	);
	return rows[0].deadlocks;
}

const deny = (world: World, by: Someone, pathway: string, consent: string, organisation: string) =>
	world.as(by).act((acting) =>
		denyToOrganisation(acting, pathway, consent, {
			id: randomUUID(),
			organisation,
			reason: 'Ikke dem',
			saidBy: 'citizen',
			saidByName: 'Amina',
			saidOn: TODAY
		})
	);

test('a citizen who withdraws while the tovholder writes down a no and a yes never loses to them', async () => {
	const world = await newWorld(database);
	const { pathway, citizen, tovholder, shelter } = await world.coordinatedPathway();
	const before = await deadlocks();
	for (let round = 0; round < ROUNDS; round++) {
		const consent = await world.consent(pathway, [shelter], ['contact']);
		const [withdrawn, denied] = await Promise.all([
			world.as(citizen).act((acting) => withdrawConsent(acting, consent, 1)),
			deny(world, tovholder, pathway, consent, shelter),
			world.consent(pathway, [shelter], ['progress'])
		]);
		// the denial may come first and change nothing of the version, or too late
		expect(withdrawn.ok).toBe(true);
		expect(denied.ok || denied.reason).toBeTruthy();
	}
	expect(await deadlocks()).toBe(before);
	const { rows } = await database.owner.query(
		`select from samspil.scope_access where tenant_id = $1 and category = 'contact'`,
		[world.tenant]
	);
	expect(rows).toEqual([]);
});

test('and neither does the one who closes the pathway', async () => {
	const before = await deadlocks();
	for (let round = 0; round < 8; round++) {
		const world = await newWorld(database);
		const { pathway, citizen, tovholder, consent } = await world.coordinatedPathway();
		const [withdrawn] = await Promise.all([
			world.as(citizen).act((acting) => withdrawConsent(acting, consent, 1)),
			world
				.as(tovholder)
				.act((acting) =>
					closePathway(acting, pathway, { id: randomUUID(), version: 0, plan: PLAN })
				)
		]);
		expect(withdrawn.ok).toBe(true);
	}
	expect(await deadlocks()).toBe(before);
});

test('what PostgreSQL gives up for another is run again, and nothing of it twice', async () => {
	const world = await newWorld(database);
	const { pathway, citizen, tovholder } = await world.coordinatedPathway();
	const lock = (acting: Acting, what: string) =>
		acting.all(ask(sql`select pg_advisory_xact_lock(hashtext(${what}))`));
	let runs = 0;
	let waiting = 0;
	const both = new Promise<void>((resolve) => {
		const check = setInterval(() => {
			if (waiting < 2) return;
			clearInterval(check);
			resolve();
		}, 5);
	});
	const ring = (who: Someone, first: string, second: string) =>
		actingAs(
			database.pools.app,
			{ token: who.token, today: TODAY, about: pathway },
			async (acting) => {
				runs += 1;
				await lock(acting, first);
				waiting += 1;
				await both;
				await lock(acting, second);
				return acting.visitor.name;
			}
		);
	expect(await Promise.all([ring(citizen, 'one', 'two'), ring(tovholder, 'two', 'one')])).toEqual([
		citizen.name,
		tovholder.name
	]);
	expect(runs).toBe(3);
});
