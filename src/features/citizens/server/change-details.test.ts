import { expect, test } from 'vitest';
import { showPathway } from '#features/pathways/server/pathway.queries.ts';
import { checkTovholder } from '#features/pathways/server/check-tovholder.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { actingAs } from '#server/acting.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import type { Details } from '../details.rules.ts';
import { changeDetails } from './change-details.ts';
import { findDetails } from './details.queries.ts';
import { listLog } from './log.queries.ts';

const database = await testDatabase();

const AMINA: Details = {
	name: 'Amina Andersson',
	phone: '12 34 56 78',
	preferredChannel: 'sms om formiddagen',
	contactLimits: 'Læg ikke besked',
	language: 'somali',
	interpreter: true,
	isProtected: false
};

const change = (
	world: World,
	someone: Someone,
	pathway: string,
	details: Partial<Details> = {},
	version = 1
) =>
	world
		.as(someone)
		.act((acting) => changeDetails(acting, pathway, version, { ...AMINA, ...details }));

const seenBy = async (world: World, someone: Someone, pathway: string) =>
	(await world.as(someone).see(showPathway(pathway)))[0];

test('the tovholder corrects a name and how to reach the citizen, and whoever may read it reads the new', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, helper, shelter, citizen } = await world.coordinatedPathway();
	expect(await change(world, tovholder, pathway)).toEqual({ ok: true, value: true });
	const { isProtected, name, phone, contactLimits } = AMINA;
	for (const reader of [tovholder, citizen])
		expect(await seenBy(world, reader, pathway)).toMatchObject({
			citizen: name,
			phone,
			contactLimits,
			isProtected
		});
	expect(await seenBy(world, helper, pathway)).toMatchObject({ citizen: null, phone: null });
	await world.consent(pathway, [shelter], ['contact']);
	expect(await seenBy(world, helper, pathway)).toMatchObject({ citizen: name, phone });
});

test('nobody else corrects anything, also not the citizen’s worst neighbour with the pathway’s address', async () => {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, helper, colleague, leader, citizen, shelter } = story;
	await world.consent(pathway, [shelter], ['contact']);
	const companion = await world.companion(pathway, 'Sara Søster', ['contact']);
	const neighbour = await newWorld(database);
	const stranger = await neighbour.coordinatedPathway();
	const weak = await world.session(tovholder.person, tovholder.name, {
		hat: 'organisation',
		organisation: world.tenant,
		strong: false
	});
	const others = [helper, colleague, leader, citizen, companion, weak];
	for (const other of [...others, await world.administrator(), stranger.tovholder]) {
		expect(await change(world, other, pathway)).toEqual({ ok: false, reason: 'not-there' });
		expect(await world.as(other).see(findDetails(pathway))).toEqual([]);
	}
	await world.handOver(pathway, tovholder, colleague, { until: '2026-05-20' });
	// The former one still reads it all and corrects nothing.
	expect((await seenBy(world, tovholder, pathway))?.citizen).toBe('Amina Andersen');
	expect(await change(world, tovholder, pathway)).toEqual({ ok: false, reason: 'not-there' });
	expect(await change(world, colleague, pathway)).toEqual({ ok: true, value: true });
});

test('a correction of what somebody has corrected since meets both texts and overwrites nothing', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	await change(world, tovholder, pathway);
	// The same form a second time is done once.
	expect(await change(world, tovholder, pathway)).toEqual({ ok: true, value: true });
	const late = await change(world, tovholder, pathway, { phone: '87 65 43 21' });
	expect(late).toMatchObject({
		ok: false,
		reason: 'stale',
		saved: { phone: '12 34 56 78', version: 2, changedBy: 'Tove Tovholder' }
	});
	expect((await world.as(tovholder).see(findDetails(pathway)))[0]?.phone).toBe('12 34 56 78');
	expect(await change(world, tovholder, pathway, { phone: '87 65 43 21' }, 2)).toMatchObject({
		ok: true
	});
});

test('L-10 the citizen reads that it was done; the record names the details and never what they say', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, citizen } = await world.coordinatedPathway();
	await change(world, tovholder, pathway);
	await change(world, tovholder, pathway);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action, name, reason }) => [action, name, reason])).toEqual([
		['citizen.changed', 'Tove Tovholder', 'tovholder']
	]);
	const { rows } = await database.owner.query(
		`select detail from samspil.audit_event where pathway_id = $1 and action = 'citizen.changed'`,
		[pathway]
	);
	expect(rows).toEqual([
		{
			detail: {
				changed: ['name', 'phone', 'preferredChannel', 'contactLimits', 'language', 'interpreter']
			}
		}
	]);
});

test('a protected address: unknown to who asks from outside, and all on the pathway are told to take care', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, colleague, helper, citizen } = await world.coordinatedPathway();
	const ask = async () =>
		(await world.as(colleague).act((acting) => checkTovholder(acting, AMINA.name, '1990-02-03')))
			.answer;
	await change(world, tovholder, pathway);
	expect(await ask()).toBe('yes');
	await change(world, tovholder, pathway, { isProtected: true }, 2);
	expect(await ask()).toBe('no');
	const told = async () =>
		(
			await database.owner.query(
				`select person_id as person, path from samspil.notice where kind = 'citizen-protected' and tenant_id = $1`,
				[world.tenant]
			)
		).rows;
	const all = [
		{ person: helper.person, path: `/pathways/${pathway}` },
		{ person: citizen.person, path: '/me' }
	];
	expect(await told()).toEqual(expect.arrayContaining(all));
	expect(await told()).toHaveLength(2);
	// Corrected again while protected: nobody is told twice.
	await change(world, tovholder, pathway, { isProtected: true, phone: '' }, 3);
	expect(await told()).toHaveLength(2);
});

test('R-101, L-6 nobody becomes a second pathway of somebody who has one by another name; asking so is one of the day’s questions', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	const other = await world.coordinatedPathway();
	const { rows } = await database.owner.query(
		`update samspil.citizen c set name = 'Bo Bertelsen', birth_date = (select x.birth_date from samspil.pathway w join samspil.citizen x
				on x.tenant_id = w.tenant_id and x.id = w.citizen_id where w.id = $2)
			from samspil.pathway p where p.id = $1 and c.tenant_id = p.tenant_id and c.id = p.citizen_id returning c.id`,
		[other.pathway, pathway]
	);
	expect(rows).toHaveLength(1);
	expect(await change(world, tovholder, pathway, { name: 'bo  bertelsen' })).toEqual({
		ok: false,
		reason: 'has-tovholder'
	});
	for (let n = 1; n < 20; n++)
		expect(await change(world, tovholder, pathway, { name: `Bo ${n}` }, n)).toMatchObject({
			ok: true
		});
	expect(await change(world, tovholder, pathway, { name: 'Bodil Bertelsen' }, 20)).toEqual({
		ok: false,
		reason: 'too-many-checks'
	});
	// how to reach the citizen is no question, nor is another way to write the same name
	const [saved] = await world.as(tovholder).see(findDetails(pathway));
	expect(
		await change(world, tovholder, pathway, { name: saved!.name.toUpperCase() }, 20)
	).toMatchObject({ ok: true });
});

test('R-101 a name of somebody whose threads one holds oneself is met too, on the page of another pathway and with a protected address', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	const other = await world.coordinatedPathway();
	await database.owner.query(
		`update samspil.tovholder set person_id = $3, organisation_id = $4 where tenant_id = $1 and pathway_id = $2 and until is null`,
		[world.tenant, other.pathway, tovholder.person, tovholder.organisation]
	);
	await database.owner.query(
		`update samspil.citizen c set name = 'Bo Bertelsen', is_protected = true, birth_date = (select x.birth_date from samspil.pathway w
				join samspil.citizen x on x.tenant_id = w.tenant_id and x.id = w.citizen_id where w.id = $2)
			from samspil.pathway p where p.id = $1 and c.tenant_id = p.tenant_id and c.id = p.citizen_id`,
		[other.pathway, pathway]
	);
	const visit = { token: tovholder.token, today: TODAY, about: pathway };
	const changed = await actingAs(database.pools.app, visit, (acting) =>
		changeDetails(acting, pathway, 1, { ...AMINA, name: 'Bo Bertelsen' })
	);
	expect(changed).toEqual({ ok: false, reason: 'has-tovholder' });
});
