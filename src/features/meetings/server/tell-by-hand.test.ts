/** L-30: whoever comes to a meeting and gets no mail is told by hand, and the tovholder has it as a task. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listMyWork } from '#features/deadlines/server/my-work.queries.ts';
import { keep } from '#features/deadlines/test-remind.ts';
import { listMeetingTasks } from '#features/tasks/server/list-meeting-tasks.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { listOpenTasks } from '#features/tasks/server/task.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type World } from '#server/database/test-world.ts';
import { addParticipant, cancelMeeting, change, draftedMeeting, invite } from './test-meeting.ts';

const database = await testDatabase();

type Story = Awaited<ReturnType<typeof draftedMeeting>>;

const withoutAccount = ({ pathway }: Story) =>
	database.owner.query(
		`update samspil.citizen set person_id = null where id = (select citizen_id from samspil.pathway where id = $1)`,
		[pathway]
	);
const tellings = async (world: World, { pathway, tovholder }: Story) =>
	(await world.as(tovholder).see(listOpenTasks(pathway))).filter(({ tells }) => tells !== null);

test('L-30 everybody gets a mail: nobody is to be told by hand', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await invite(world, story, story.tovholder);
	expect(await tellings(world, story)).toEqual([]);
});

test('L-30 a citizen without an account is told by the last day of the agenda, and the minutes do not count it', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder } = story;
	await withoutAccount(story);
	await invite(world, story, tovholder);
	expect(await tellings(world, story)).toMatchObject([
		{ title: '', tells: meeting, meeting: null, dueOn: '2026-05-18', responsible: tovholder.name }
	]);
	const counted = await world
		.as(tovholder)
		.act((acting) => listMeetingTasks(acting, pathway, meeting));
	expect(counted).toEqual([]);
	await keep(database.pools.jobs, TODAY, world.tenant);
	const work = await world.as(tovholder).see(listMyWork(null));
	expect(work.filter(({ tells }) => tells)).toMatchObject([
		{ kind: 'task', what: '', dueOn: '2026-05-18' }
	]);
});

test('L-30 a change before anybody was told moves the day; one after it is told anew; a meeting called off at once', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder } = story;
	await world.as(tovholder).act((acting) =>
		addParticipant(acting, pathway, meeting, {
			id: randomUUID(),
			kind: 'guest',
			name: 'Naja',
			reason: 'Hans søster'
		})
	);
	await invite(world, story, tovholder);
	const [first] = await tellings(world, story);
	const day = (on: string) => ({
		startsAt: new Date(`${on}T10:00:00Z`),
		endsAt: new Date(`${on}T11:00:00Z`)
	});
	await change(world, story, day('2026-05-14'));
	const [moved] = await tellings(world, story);
	expect(moved).toMatchObject({ id: first!.id, dueOn: '2026-05-12' });
	await world.as(tovholder).act((acting) =>
		finishTask(acting, pathway, moved!.id, {
			version: moved!.version,
			to: 'done',
			note: 'Ringet til Naja'
		})
	);
	await change(world, story, day('2026-05-21'));
	const [anew] = await tellings(world, story);
	expect(anew!.id).not.toBe(first!.id);
	await world.as(tovholder).act((acting) => cancelMeeting(acting, pathway, meeting));
	expect(await tellings(world, story)).toMatchObject([{ id: anew!.id, dueOn: TODAY }]);
});
