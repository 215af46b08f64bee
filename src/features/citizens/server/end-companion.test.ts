/** How a companion goes: let go, or by themselves. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { listMyPathways } from './citizen.queries.ts';
import { findOwnPlace, listCompanions } from './companion.queries.ts';
import { listLog } from './log.queries.ts';
import { tellOfCompanions } from './test-companion.ts';

const database = await testDatabase();
const { invite, linkOf, use, withSister, read, end, leave } = tellOfCompanions(database);

test('a companion who is let go reads nothing from the next request on, whoever of the two does it', async () => {
	for (const by of ['citizen', 'tovholder'] as const) {
		const world = await newWorld(database);
		const story = await world.coordinatedPathway();
		const { pathway } = story;
		const { sister, companion } = await withSister(world, story);
		expect(await end(world, story[by], pathway, companion.id)).toEqual({ ok: true, value: true });
		expect(await read(world, sister, pathway)).toEqual([]);
		expect(await world.as(sister).see(listMyPathways())).toEqual([]);
		// The button pressed twice ends once.
		expect(await end(world, story[by], pathway, companion.id)).toEqual({ ok: true, value: true });
		const { rows } = await database.owner.query(
			`select person_id as person, kind from samspil.notice where tenant_id = $1 and kind = 'companion-ended'`,
			[world.tenant]
		);
		const other = by === 'citizen' ? story.tovholder : story.citizen;
		expect(rows).toEqual([{ person: other.person, kind: 'companion-ended' }]);
		const [row] = await world.as(story.citizen).see(listLog(pathway, null));
		expect(row).toMatchObject({ action: 'companion.ended', reason: by });
	}
});

test('a companion leaves by themselves: nothing is open from the next request on, and the citizen and the tovholder are told once', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, tovholder, pathway } = story;
	const { sister, person, companion } = await withSister(world, story);
	const [place] = await world.as(sister).see(findOwnPlace(pathway));
	expect(place).toEqual({ id: companion.id, version: 1 });
	// What was opened anew since their page was shown is read first.
	const again = await linkOf(invite(world, citizen, pathway, { categories: ['health'] }));
	expect(await use(again, person)).toBe(true);
	expect(await leave(world, sister, pathway, companion.id, 1)).toMatchObject({
		reason: 'companion-changed-meanwhile'
	});
	for (let times = 0; times < 2; times += 1)
		expect(await leave(world, sister, pathway, companion.id, 2)).toEqual({ ok: true, value: true });
	expect(await read(world, sister, pathway)).toEqual([]);
	expect(await world.as(sister).see(findOwnPlace(pathway))).toEqual([]);
	const { rows } = await database.owner.query(
		`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'companion-left' order by 1`,
		[world.tenant]
	);
	expect(rows.map(({ person: told }) => told)).toEqual([citizen.person, tovholder.person].sort());
	expect(await world.as(citizen).see(listCompanions(pathway))).toMatchObject([
		{ name: 'Sara Søster', endedBy: 'Sara Søster' }
	]);
	const [row] = await world.as(citizen).see(listLog(pathway, null));
	expect(row).toMatchObject({
		action: 'companion.ended',
		reason: 'companion',
		name: 'Sara Søster'
	});
});

test('nobody leaves in another companion’s place', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, helper } = story;
	const { companion } = await withSister(world, story);
	const brother = await world.companion(pathway, 'Bo Bror', ['housing']);
	for (const other of [brother, helper, story.citizen, story.tovholder])
		expect(await leave(world, other, pathway, companion.id)).toEqual({
			ok: false,
			reason: 'not-there'
		});
	const all = await world.as(story.citizen).see(listCompanions(pathway));
	expect(all.map(({ endedAt }) => endedAt)).toEqual([null, null]);
});

test('invited anew, a companion sees what the new invitation opens; what is let go on an old page is refused', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { citizen, pathway } = story;
	const { sister, person, companion } = await withSister(world, story);
	const again = await linkOf(invite(world, citizen, pathway, { categories: ['health'] }));
	expect(await use(again, person)).toBe(true);
	expect(await read(world, sister, pathway)).toEqual(['health']);
	expect(await world.as(citizen).see(listCompanions(pathway))).toHaveLength(1);
	expect(await end(world, citizen, pathway, companion.id)).toMatchObject({
		reason: 'companion-changed-meanwhile'
	});
	expect(await end(world, citizen, pathway, companion.id, 2)).toMatchObject({ ok: true });
});
