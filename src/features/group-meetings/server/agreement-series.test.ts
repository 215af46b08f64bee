/** The meetings that an agreement says are made, follow it when it changes, and are its parties' alone. */
import { expect, test } from 'vitest';
import { people, signedContract } from '#features/agreements/server/test-live.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { makeMeetings } from '#server/jobs/make-meetings.ts';
import { addGroupItem } from './keep-group-agenda.ts';
import { inviteGroup } from './keep-group-meeting.ts';
import { listConveners, listGroupMeetings, listSeries } from './series.queries.ts';
import { ITEM } from './test-item.ts';

const database = await testDatabase();
const { owner, pools } = database;

async function story() {
	const { world, id } = await signedContract(database, {
		sections: [],
		said: ({ leader, clerk }) => [[leader, 'delegates', people(clerk)]]
	});
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
			{
				group: 'project',
				purpose: 'Status',
				frequency: 'monthly',
				agreementTitle: 'Hjem igen',
				conveners: ['Vera Vang', 'Karl Kontor']
			}
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

test('R-024 the coordinator calls the meeting, or whom they have left it to, and nobody else; without them the project leader', async () => {
	const { world, collaboration, bystander } = await story();
	const { leader, host, clerk, helper } = world;
	await makeMeetings(pools.jobs, '2026-05-05');
	const [later, next] = await world.as(host).see(listGroupMeetings(collaboration));
	const [series] = await world.as(host).see(listSeries(collaboration));
	const call = (who: typeof host, meeting = next!) =>
		world
			.as(who)
			.act((acting) =>
				inviteGroup(acting, { collaboration, meeting: meeting.id }, meeting.version)
			);
	for (const who of [leader, helper, bystander])
		expect(await call(who)).toEqual({ ok: false, reason: 'not-there' });
	expect(
		await world
			.as(clerk)
			.act((acting) =>
				addGroupItem(
					acting,
					{ collaboration, meeting: next!.id },
					{ id: crypto.randomUUID(), ...ITEM, title: 'Lokaler' }
				)
			)
	).toMatchObject({ ok: true });
	expect(await call(host)).toEqual({ ok: true, value: true });
	const { rows } = await owner.query(
		'select person_id as person from samspil.notice where kind = $1 and path like $2',
		['group-meeting-invited', `%${next!.id}`]
	);
	expect(rows).toContainEqual({ person: leader.person });
	expect(await world.as(bystander).see(listConveners(series!.id))).toEqual([]);

	// They have both left: the meetings go on.
	await owner.query('update samspil.membership set active_until = $2 where person_id = any ($1)', [
		[host.person, clerk.person],
		'2026-05-01'
	]);
	expect(await call(leader, later)).toEqual({ ok: true, value: true });
});
