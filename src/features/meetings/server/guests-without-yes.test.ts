/** a guest whom the citizen has said no to involving since they were put on the list. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { listOpenTasks } from '#features/tasks/server/task.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type World } from '#server/database/test-world.ts';
import { listAgenda, listParticipants, listSendings } from './agenda.queries.ts';
import { pickTime, proposeTimes } from './find-time.ts';
import { listOptions } from './times.queries.ts';
import {
	addParticipant,
	beginMinutes,
	cancelMeeting,
	change,
	draftedMeeting,
	found,
	invite,
	NOW,
	outboxOf,
	minuted,
	removeParticipant,
	sendChanges,
	sendMinutes
} from './test-meeting.ts';

const database = await testDatabase();

/** A meeting with Naja, the citizen's sister, as a guest; all others on the list get mail. */
async function withNaja(world: World) {
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder } = story;
	const relation = randomUUID();
	await world.insert('network_relation', {
		tenant_id: world.tenant,
		id: relation,
		pathway_id: pathway,
		side: 'private',
		name: 'Naja',
		relation: 'søster',
		closeness: 1,
		involve: 'yes',
		agreed_on: TODAY,
		written_by: tovholder.person,
		changed_by_name: tovholder.name
	});
	const as = world.as(tovholder);
	await as.act((acting) =>
		addParticipant(acting, pathway, meeting, {
			id: randomUUID(),
			kind: 'guest',
			name: 'Naja',
			reason: 'Hans søster'
		})
	);
	return {
		...story,
		as,
		says: (involve: 'yes' | 'no') =>
			database.owner.query(
				`update samspil.network_relation set involve = $2, agreed_on = case when $2 = 'yes' then $3::date end where id = $1`,
				[relation, involve, TODAY]
			),
		sent: async () => (await as.see(listSendings(meeting))).map(({ kind }) => kind),
		takeOff: async () => {
			const { id } = (await as.see(listParticipants(meeting))).find(({ name }) => name === 'Naja')!;
			return as.act((acting) => removeParticipant(acting, pathway, meeting, id));
		}
	};
}

test('R-145 no invitation goes out while a guest has not the citizen’s yes, and it does with it', async () => {
	const world = await newWorld(database);
	const story = await withNaja(world);
	await story.says('no');
	expect(await invite(world, story, story.tovholder)).toEqual({
		ok: false,
		reason: 'guest-without-yes'
	});
	expect(await story.sent()).toEqual([]);
	expect(await outboxOf(world)).toEqual([]);
	await story.says('yes');
	expect((await invite(world, story, story.tovholder)).ok).toBe(true);
	expect(await story.sent()).toEqual(['invitation']);
});

test('R-145 a time that is chosen is the meeting’s, and its invitation waits for the citizen’s yes', async () => {
	const world = await newWorld(database);
	const story = await withNaja(world);
	const { pathway, meeting, as } = story;
	const times = [9, 10].map((hour) => ({
		startsAt: new Date(Date.UTC(2026, 4, 21, hour)),
		endsAt: new Date(Date.UTC(2026, 4, 21, hour + 1))
	}));
	await as.act((acting) => proposeTimes(acting, pathway, meeting, { times, shown: '', now: NOW }));
	await story.says('no');
	const [option] = await as.see(listOptions(meeting));
	const picked = await as.act((acting) => pickTime(acting, pathway, meeting, option!.id, NOW));
	expect(picked).toEqual({ ok: true, value: { isInvited: false } });
	expect(await found(world, story)).toMatchObject({ state: 'draft', startsAt: times[0]!.startsAt });
	expect(await story.sent()).toEqual([]);
});

test('R-145 no change goes out, and none is saved that others would not hear of; taking the guest off sends it', async () => {
	const world = await newWorld(database);
	const story = await withNaja(world);
	await invite(world, story, story.tovholder);
	await story.says('no');
	const before = await outboxOf(world);
	expect(await change(world, story, { place: 'Rådhuset' })).toEqual({
		ok: false,
		reason: 'guest-without-yes'
	});
	expect((await found(world, story)).place).toBe('Biblioteket');
	expect(await story.sent()).toEqual(['invitation']);
	expect(await outboxOf(world)).toEqual(before);
	await story.takeOff();
	expect(
		(await story.as.act((acting) => sendChanges(acting, story.pathway, story.meeting))).ok
	).toBe(true);
	expect(await story.sent()).toEqual(['change', 'invitation']);
	expect((await change(world, story, { place: 'Rådhuset' })).ok).toBe(true);
});

test('R-145 a change that was not sent yet waits; calling the meeting off does not, for whoever was called would come in vain', async () => {
	const world = await newWorld(database);
	const story = await withNaja(world);
	const { pathway, meeting, as } = story;
	await invite(world, story, story.tovholder);
	await as.act((acting) =>
		addParticipant(acting, pathway, meeting, {
			id: randomUUID(),
			kind: 'guest',
			name: 'En ven',
			reason: 'Kører hende'
		})
	);
	await story.says('no');
	expect(await as.act((acting) => sendChanges(acting, pathway, meeting))).toEqual({
		ok: false,
		reason: 'guest-without-yes'
	});
	expect((await as.act((acting) => cancelMeeting(acting, pathway, meeting))).ok).toBe(true);
	expect(await story.sent()).toEqual(['cancellation', 'invitation']);
});

test('R-145 R-170 the minutes go to the others, and nobody is given the task of handing them to who is not to be involved', async () => {
	for (const involve of ['yes', 'no'] as const) {
		const world = await newWorld(database);
		const story = await withNaja(world);
		const { pathway, meeting, tovholder, as } = story;
		await invite(world, story, tovholder);
		const toldBy = async () =>
			(await as.see(listOpenTasks(pathway))).filter(({ tells }) => tells !== null);
		for (const task of await toldBy())
			await as.act((acting) =>
				finishTask(acting, pathway, task.id, {
					version: task.version,
					to: 'done',
					note: 'Ringet til hende'
				})
			);
		const onTheDay = world.as(tovholder, '2026-05-20');
		await onTheDay.act((acting) => beginMinutes(acting, pathway, meeting));
		const [item] = await as.see(listAgenda(meeting));
		await minuted(world, { ...story, onTheDay, item: item! });
		await story.says(involve);
		expect((await onTheDay.act((acting) => sendMinutes(acting, pathway, meeting, NOW))).ok).toBe(
			true
		);
		expect(await story.sent()).toContain('minutes');
		expect(await toldBy()).toHaveLength(involve === 'yes' ? 1 : 0);
	}
});
