import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import {
	itemConflict,
	minutesConflict,
	parkedConflict,
	planConflict
} from './meeting-conflicts.ts';

const database = await testDatabase();

test('L-10 each time the saved text is shown beside one’s own, it is recorded that it was read', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	const meeting = randomUUID();
	await world.insert('meeting', {
		tenant_id: world.tenant,
		id: meeting,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'meetings'),
		purpose: 'At finde en bolig',
		why_now: 'Lejemålet ophører',
		form: 'in-person',
		starts_at: '2026-06-01T10:00:00Z',
		ends_at: '2026-06-01T11:00:00Z',
		convened_by: tovholder.person,
		convened_by_organisation_id: tovholder.organisation
	});
	const locals = { read: world.as(tovholder).read } as unknown as App.Locals;
	const typed = { item: randomUUID() };
	expect(await planConflict(locals, [pathway, meeting], {})).toMatchObject({ version: 1 });
	await minutesConflict(locals, [pathway, meeting], {});
	await itemConflict(locals, [pathway, meeting], typed);
	await parkedConflict(locals, [pathway, meeting], typed);
	const { rows } = await database.owner.query(
		`select action, object_id as object, reason from samspil.audit_event where pathway_id = $1`,
		[pathway]
	);
	expect(rows).toEqual(
		Array(4).fill({ action: 'meeting.read', object: meeting, reason: 'tovholder' })
	);
});
