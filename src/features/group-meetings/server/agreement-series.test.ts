/** The meetings that an agreement says are made, follow it when it changes, and are its parties' alone. */
import { expect, test } from 'vitest';
import { signedContract } from '#features/agreements/server/test-live.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { makeMeetings } from '#server/jobs/make-meetings.ts';
import { listGroupMeetings, listSeries } from './series.queries.ts';

const database = await testDatabase();
const { owner, pools } = database;

async function story() {
	const { world, id } = await signedContract(database);
	const outside = await world.organisation('voluntary', 'Kun i samarbejdet');
	const bystander = await world.worker('Bo Bystander', outside);
	const collaboration = await world.collaboration(
		world.leader,
		world.tenant,
		world.shelter,
		outside
	);
	await owner.query('update samspil.document set collaboration_id = $2 where id = $1', [
		id,
		collaboration
	]);
	return { world, id, collaboration, bystander };
}

test('R-023 a series of an agreement in force makes its meetings, once, and its parties read them', async () => {
	const { world, collaboration, bystander } = await story();
	await makeMeetings(pools.jobs, '2026-05-05');
	await makeMeetings(pools.jobs, '2026-05-05');
	const { leader, helper } = world;
	for (const who of [leader, helper]) {
		expect(await world.as(who).see(listSeries(collaboration))).toMatchObject([
			{ group: 'project', purpose: 'Status', frequency: 'monthly', agreementTitle: 'Hjem igen' }
		]);
		const meetings = await world.as(who).see(listGroupMeetings(collaboration));
		expect(meetings.map(({ day }) => day).toSorted()).toEqual(['2026-06-01', '2026-07-06']);
	}
	// Who takes part in the collaboration and not in the agreement reads nothing of what it says.
	expect(await world.as(bystander).see(listSeries(collaboration))).toEqual([]);
	expect(await world.as(bystander).see(listGroupMeetings(collaboration))).toEqual([]);
});

test('what the agreement says anew the series says too; what is no longer in it ends', async () => {
	const { world, id, collaboration } = await story();
	const { leader } = world;
	await makeMeetings(pools.jobs, '2026-05-05');
	await owner.query(
		`update samspil.agreement_live set said = said || '{"frequency": "quarterly", "purpose": "Status og penge"}' where document_id = $1 and kind = 'series'`,
		[id]
	);
	await makeMeetings(pools.jobs, '2026-05-06');
	expect(await world.as(leader).see(listSeries(collaboration))).toMatchObject([
		{ frequency: 'quarterly', purpose: 'Status og penge' }
	]);
	await owner.query(
		`update samspil.agreement_live set retired_at = now() where document_id = $1 and kind = 'series'`,
		[id]
	);
	await makeMeetings(pools.jobs, '2026-05-07');
	expect(await world.as(leader).see(listSeries(collaboration))).toEqual([]);
});
