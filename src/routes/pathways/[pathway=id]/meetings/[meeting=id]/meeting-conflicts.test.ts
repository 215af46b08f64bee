import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { typedOf } from '#features/meetings/meeting-typed.ts';
import { findMeeting } from '#features/meetings/server/meeting.queries.ts';
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

test('only what one changed oneself is laid against what is saved; what was left as it was shown is not', async () => {
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
	const [[shown]] = await world.as(tovholder).read(findMeeting(pathway, meeting));
	await database.owner.query(
		`update samspil.meeting set place = 'Biblioteket', interpreter_is_fit = true, version = 2 where id = $1`,
		[meeting]
	);
	const locals = { read: world.as(tovholder).read } as unknown as App.Locals;
	const typed = { ...typedOf(shown!), whyNow: 'Lejemålet ophører\r\ni juni' };
	const conflict = (await planConflict(locals, [pathway, meeting], typed))!;
	const differing = conflict.texts.filter(({ yours, saved }) => yours !== saved);
	expect(differing.map(({ name, isTouched }) => [name, isTouched])).toEqual([
		['whyNow', true],
		['place', false],
		['interpreterIsFit', false]
	]);
	const text = (name: string) => conflict.texts.find((each) => each.name === name);
	// the tick of the interpreter stands as it is saved, also when the form is sent on from here
	expect(text('interpreterIsFit')).toMatchObject({ saved: 'yes', isTouched: false });
	// nobody reads the codes of a list, or of a day
	expect(text('form')!.options).toContainEqual({ value: 'in-person', label: 'I samme rum' });
	expect(text('interpreter')!.options).toHaveLength(3);
	expect(conflict.texts.filter(({ isDay }) => isDay)).toHaveLength(6);
});
