/** What was written down in somebody's language before is taken out, and what people wrote themselves stays. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addTask } from '#features/tasks/server/add-task.ts';
import { listOpenTasks } from '#features/tasks/server/task.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { listParticipants } from './agenda.queries.ts';
import { draftedMeeting, invite } from './test-meeting.ts';

const database = await testDatabase();

test('a meeting and a citizen’s task hold no words in the language of the one who wrote them', async () => {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	const { pathway, meeting, tovholder, citizen } = story;
	await invite(world, story, tovholder);
	await world.as(tovholder).act((acting) =>
		addTask(acting, pathway, {
			id: randomUUID(),
			title: 'Find papirerne',
			category: 'housing',
			responsible: 'citizen',
			dueOn: null,
			meeting: null,
			agendaItem: null
		})
	);
	expect(await world.as(citizen).see(listOpenTasks(pathway))).toMatchObject([
		{ title: 'Find papirerne', forCitizen: true, responsible: '' }
	]);
	const listed = await world.as(citizen).see(listParticipants(meeting));
	expect(listed.map(({ kind, name, reason }) => [kind, name, reason]).sort()).toEqual([
		['citizen', '', ''],
		['person', 'Hans Hjælper', 'Kender boligforeningen'],
		['person', 'Tove Tovholder', '']
	]);
});

test('rows of an earlier release lose our words and keep those of people', async () => {
	const world = await newWorld(database);
	const { pathway, meeting, tovholder } = await draftedMeeting(world);
	const explain = await world.task(pathway, 'meetings', tovholder, 'Explain', tovholder);
	const papers = await world.task(pathway, 'housing', tovholder, 'Find papirerne', 'citizen');
	const client = await database.owner.connect();
	try {
		// As one transaction that is taken back, so that no other test meets the old rows.
		await client.query('begin');
		await client.query(
			`update samspil.task set meeting_id = $2, title = 'Explain to the citizen what the decisions of the meeting mean' where id = $1`,
			[explain, meeting]
		);
		await client.query(`update samspil.task set responsible_name = 'Borgeren' where id = $1`, [
			papers
		]);
		await client.query(
			`update samspil.meeting_participant set reason = 'Tovholder. Leder mødet' where meeting_id = $1 and person_id = $2`,
			[meeting, tovholder.person]
		);
		await client.query(
			`update samspil.meeting_participant set name = 'The citizen', reason = 'The meeting is about the citizen’s life'
			where meeting_id = $1 and kind = 'citizen'`,
			[meeting]
		);
		await client.query(readFileSync('db/migrations/0144_readers_words.sql', 'utf8'));
		const { rows: tasks } = await client.query(
			'select title, responsible_name as responsible from samspil.task where pathway_id = $1 order by title',
			[pathway]
		);
		expect(tasks).toEqual([
			{ title: '', responsible: 'Tove Tovholder' },
			{ title: 'Find papirerne', responsible: '' }
		]);
		const { rows: listed } = await client.query(
			'select name, reason from samspil.meeting_participant where meeting_id = $1 order by name',
			[meeting]
		);
		expect(listed).toEqual([
			{ name: '', reason: '' },
			{ name: 'Hans Hjælper', reason: 'Kender boligforeningen' },
			{ name: 'Tove Tovholder', reason: '' }
		]);
	} finally {
		await client.query('rollback');
		client.release();
	}
});

test('nobody but the citizen stands on the list without a name, and no guest without a reason', async () => {
	const world = await newWorld(database);
	const { meeting } = await draftedMeeting(world);
	const write = (what: string, kind: string) =>
		database.owner.query(
			`update samspil.meeting_participant set ${what} = '' where meeting_id = $1 and kind = $2`,
			[meeting, kind]
		);
	await expect(write('name', 'person')).rejects.toThrow('meeting_participant_name_check');
	await database.owner.query(
		`update samspil.meeting_participant set kind = 'guest', organisation_id = null, person_id = null
		where meeting_id = $1 and name = 'Hans Hjælper'`,
		[meeting]
	);
	await expect(write('reason', 'guest')).rejects.toThrow('meeting_participant_reason_check');
});
