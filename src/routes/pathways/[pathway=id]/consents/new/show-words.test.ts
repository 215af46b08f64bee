import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { actions } from './+page.server.ts';

const database = await testDatabase();

/** What the form to a consent answers when the words are asked for. */
function show(world: World, someone: Someone, pathway: string, shelter: string) {
	const body = new URLSearchParams({
		purpose: 'At finde et sted at bo',
		categories: 'housing',
		organisations: shelter,
		validUntil: '2026-12-01',
		language: 'da'
	});
	const request = new Request('http://samspil.test/', { method: 'POST', body });
	const locals = { read: world.as(someone).read, today: TODAY };
	return actions.show!({ locals, params: { pathway }, request } as unknown as Parameters<
		NonNullable<typeof actions.show>
	>[0]);
}

test('L-10 showing the words of a consent, with the citizen’s partners in them, is recorded', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder, helper, shelter } = await world.coordinatedPathway();
	const shown = await show(world, tovholder, pathway, shelter);
	expect(shown).toMatchObject({ step: 'given' });
	await expect(show(world, helper, pathway, shelter)).rejects.toMatchObject({ status: 404 });
	const { rows } = await database.owner.query(
		`select person_name as name, action, reason from samspil.audit_event where pathway_id = $1 order by at`,
		[pathway]
	);
	expect(rows[0]).toEqual({ name: 'Tove Tovholder', action: 'consents.read', reason: 'tovholder' });
});
