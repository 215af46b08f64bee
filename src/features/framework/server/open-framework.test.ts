import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { freeze } from '#features/documents/content.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { findOpened, findOpening } from './opening.queries.ts';
import { openFramework } from './open-framework.ts';
import { begun, established, type FrameworkWorld } from './test-framework.ts';

const database = await testDatabase();

/** What somebody without an account reads. */
const anybody = async (municipality: string) =>
	(await readAs(database.pools.app, { token: undefined, today: TODAY }, findOpened(municipality)))
		.rows[0];

const open = (world: FrameworkWorld, who: Someone, sections: string[], version = 0) =>
	world.as(who).act((acting) => openFramework(acting, version, sections));

const SECRET = 'Ring til Bo på 12 34 56 78';

async function say(tenant: string) {
	const row = (cells: Record<string, string>) => ({ id: randomUUID(), cells });
	const answers: Answers = {
		outreach: {
			value: {
				kind: 'rows',
				rows: [row({ name: 'Gadeteam', provider: 'Natteravne', contact: SECRET })]
			},
			notApplicable: null
		},
		'offer-list': {
			value: {
				kind: 'groups',
				groups: {
					municipal: { none: '', rows: [row({ name: 'Varmestue', contact: SECRET })] }
				}
			},
			notApplicable: null
		},
		'home-municipality-partners': {
			value: { kind: 'rows', rows: [row({ name: SECRET, workplace: 'Nuuk', contact: SECRET })] },
			notApplicable: null
		},
		'tovholder-pool': { value: { kind: 'people', people: ['a.b'] }, notApplicable: null },
		age: { value: { kind: 'text', text: '18–35' }, notApplicable: null }
	};
	const content = JSON.stringify(
		freeze(frameworkTemplate, answers, { organisations: {}, people: { 'a.b': SECRET } })
	);
	await database.owner.query('alter table samspil.framework_version disable trigger user');
	await database.owner.query(
		'update samspil.framework_version set content = $2, hash = $3 where tenant_id = $1',
		[tenant, content, createHash('sha256').update(content).digest()]
	);
	await database.owner.query('alter table samspil.framework_version enable trigger user');
}

test('R-095 nothing is open before the project leader or the administrator opens it, part by part', async () => {
	const { world } = await established(database);
	await say(world.tenant);
	expect(await anybody(world.tenant)).toEqual([]);
	for (const who of [world.manager, world.volunteer, world.stranger])
		expect(await open(world, who, ['organisation'])).toMatchObject({ reason: 'not-a-writer' });
	expect(await open(world, world.leader, ['organisation'])).toMatchObject({ ok: true });
	const [opened] = await anybody(world.tenant);
	expect(opened).toMatchObject({ number: 1, establishedOn: TODAY, sections: ['organisation'] });
	expect(Object.keys(opened!.answers)).toContain('outreach');
	expect(Object.keys(opened!.answers)).not.toContain('offer-list');
	const administrator = await world.administrator();
	expect(await open(world, administrator, ['offers'], 0)).toMatchObject({ reason: 'stale' });
	expect(await open(world, administrator, [], 1)).toMatchObject({ ok: true });
	expect(await anybody(world.tenant)).toEqual([]);
});

test('R-083 R-084 no way to reach a person leaves the database, whatever is open', async () => {
	const { world } = await established(database);
	await say(world.tenant);
	await open(
		world,
		world.leader,
		frameworkTemplate.sections.map(({ key }) => key)
	);
	const [opened] = await anybody(world.tenant);
	expect(opened!.answers).toMatchObject({ age: { value: { text: '18–35' } } });
	const said = JSON.stringify(opened);
	expect(said).toContain('Gadeteam');
	expect(said).toContain('Varmestue');
	expect(said).not.toContain('12 34 56 78');
	expect(said).not.toContain('tovholder-pool');
});

test('a framework that is not in force is not open, and another municipality opens its own alone', async () => {
	const world = await begun(database);
	await open(world, world.leader, ['audience']);
	expect(await anybody(world.tenant)).toEqual([]);
	expect(await anybody(randomUUID())).toEqual([]);
	const neighbour = await newWorld(database);
	const nabo = await neighbour.worker('Nis Nabo', neighbour.tenant, 'project-leader');
	expect(await world.as(nabo).see(findOpening())).toEqual([]);
	expect(await world.as(nabo).act((acting) => openFramework(acting, 1, ['offers']))).toMatchObject({
		reason: 'no-framework'
	});
	expect(await world.as(world.stranger).see(findOpening())).toHaveLength(1);
});
