import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { findConsent } from '#features/consents/server/consent.queries.ts';
import { actions } from './+page.server.ts';

const database = await testDatabase();

test('L-3 what the tovholder writes down is the citizen’s stop, or the guardian’s who said yes, and not their own', async () => {
	for (const [givenBy, saidBy, name] of [
		['citizen', '', 'Amina Andersen'],
		['citizen', 'guardian', 'Amina Andersen'],
		['guardian', 'guardian', 'Bodil Værge']
	] as const) {
		const world = await newWorld(database);
		const { pathway, tovholder, consent } = await world.coordinatedPathway();
		await database.owner.query(
			`update samspil.consent set given_by = $2, given_by_name = 'Bodil Værge', unable_why = 'Familieretshuset' where id = $1`,
			[consent, givenBy]
		);
		const body = new URLSearchParams({ version: '1', saidBy });
		const request = new Request('http://samspil.test/', { method: 'POST', body });
		const locals = { transact: world.as(tovholder).act, today: TODAY };
		const event = { locals, params: { pathway, consent }, request };
		await expect(
			actions.default!(event as unknown as Parameters<NonNullable<typeof actions.default>>[0])
		).rejects.toMatchObject({ status: 303 });
		const [kept] = await world.as(tovholder).see(findConsent(pathway, consent));
		expect(kept).toMatchObject({ stoppedBy: name, withdrawnBy: tovholder.name });
	}
});
