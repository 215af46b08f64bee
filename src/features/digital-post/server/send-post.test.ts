/** L-30: what was sent of a meeting by Digital Post: who may, what counts as told and since when, and that the number is nowhere afterwards. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
	addParticipant,
	change,
	draftedMeeting,
	invite
} from '#features/meetings/server/test-meeting.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { listOpenTasks, listTasksOver } from '#features/tasks/server/task.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { openDigitalPost } from '#server/digital-post/choose-driver.ts';
import type { DigitalPostDriver } from '#server/digital-post/digital-post-driver.ts';
import { nothingSeen, readReceipts } from '#server/digital-post/read-receipts.ts';
import { tables } from '#server/tables.ts';
import { eraseWaiting } from '#server/jobs/erase-waiting.ts';
import { startTestService, type TestService } from '#server/digital-post/test-service.ts';
import { findToTell, listAvailable, listPosts } from './digital-post.queries.ts';
import { beginPost, handOver, notePost } from './send-post.ts';

const database = await testDatabase();
let service: TestService;
let driver: DigitalPostDriver;
beforeAll(async () => {
	service = await startTestService();
	driver = openDigitalPost({ digitalPost: service.settings })!;
});
afterAll(() => service.stop());
beforeEach(() => {
	Object.assign(service.mood, { letters: 'taken', isTelling: true });
	service.taken.length = 0;
	service.receipts.clear();
	service.broken.clear();
});

const NUMBER = '0105901234';
type Story = Awaited<ReturnType<typeof draftedMeeting>>;

/** A municipality with the number of the settings, and a citizen without an account who is invited. */
async function invited({ guest = false, born = '1990-05-01' } = {}) {
	const world = await newWorld(database);
	const story = await draftedMeeting(world);
	await database.owner.query('update samspil.organisation set cvr = $2 where id = $1', [
		world.tenant,
		service.settings.sender
	]);
	await database.owner.query(
		`update samspil.citizen set person_id = null, birth_date = $2 where id = (select citizen_id from samspil.pathway where id = $1)`,
		[story.pathway, born]
	);
	if (guest)
		await world.as(story.tovholder).act((acting) =>
			addParticipant(acting, story.pathway, story.meeting, {
				id: randomUUID(),
				kind: 'guest',
				name: 'Naja',
				reason: 'Hans søster'
			})
		);
	await invite(world, story, story.tovholder);
	return { world, story, task: (await tellings(world, story))[0]!.id };
}

const tellings = async (world: World, { pathway, tovholder }: Story) =>
	(await world.as(tovholder).see(listOpenTasks(pathway))).filter(({ tells }) => tells !== null);
const over = async (world: World, { pathway, tovholder }: Story) =>
	world.as(tovholder).see(listTasksOver(pathway));
const posts = (world: World, { pathway, tovholder }: Story, as: Someone = tovholder) =>
	world.as(as).see(listPosts(pathway));

/** The form of the page, sent as it shows it now. */
async function send(
	world: World,
	{ pathway, tovholder }: Story,
	task: string,
	{
		as = tovholder,
		civilNumber = NUMBER,
		now = new Date(),
		sending = '',
		to = driver,
		before = async () => {}
	} = {}
) {
	const [told] = await world.as(tovholder).see(findToTell(pathway, task));
	const wanted = { sending: sending || told!.sending, civilNumber, now };
	const begun = await world
		.as(as)
		.act((acting) => beginPost(acting, pathway, task, wanted, driver.sender));
	if (!begun.ok) return begun.reason;
	if (!begun.value) return 'on its way';
	await before();
	const became = await handOver(
		to,
		begun.value,
		{ civilNumber, label: 'Indkaldelse', fileName: 'brev.pdf', language: 'da', now },
		async () => Buffer.from('%PDF'),
		() => {}
	);
	await world.as(as).act((acting) => notePost(acting, pathway, begun.value!, became));
	return became.state;
}
const read = () =>
	readReceipts(database.pools.jobs, driver, (error) => expect.unreachable(String(error)));
/** What the record says of letters, the oldest first. */
const recordOf = async (world: World) =>
	(
		await database.owner.query<{ action: string }>(
			`select action from samspil.audit_event where tenant_id = $1 and action like 'digital-post.%' order by at, lane, sequence`,
			[world.tenant]
		)
	).rows.map(({ action }) => action.replace('digital-post.', ''));
const mailsTo = async (world: World, person: string) =>
	(
		await database.owner.query<{ words: object }>(
			`select words from samspil.mail where tenant_id = $1 and person_id = $2 and kind = 'notice' and words ->> 'path' like '%/tasks'`,
			[world.tenant, person]
		)
	).rows.map(({ words }) => words);
const noticesOf = async (world: World, kind: string) =>
	(
		await database.owner.query(
			'select person_id, path from samspil.notice where tenant_id = $1 and kind = $2',
			[world.tenant, kind]
		)
	).rows;

test('L-30 the citizen is told when a receipt says so, at the time it says; the task is done by it', async () => {
	const { world, story, task } = await invited();
	expect(await send(world, story, task)).toBe('accepted');
	expect(await posts(world, story)).toMatchObject([{ state: 'accepted', availableAt: null }]);
	expect(await tellings(world, story)).toHaveLength(1);
	expect(await read()).toBe(0);
	service.tell(service.taken[0]!.id, 'RECEIVED');
	await read();
	expect(await tellings(world, story), 'that it was received is no telling').toHaveLength(1);
	const at = new Date(Math.floor(Date.now() / 1000) * 1000);
	service.tell(service.taken[0]!.id, 'COMPLETED', { timestamp: at.toISOString() });
	expect(await read()).toBe(1);
	expect(await tellings(world, story)).toEqual([]);
	expect((await over(world, story)).find(({ id }) => id === task)).toMatchObject({
		state: 'done',
		stateChangedAt: at,
		stateChangedBy: story.tovholder.name
	});
	expect(await posts(world, story)).toMatchObject([
		{ state: 'available', availableAt: at, settled: true }
	]);
	expect(service.receipts.size).toBe(0);
	expect(await read(), 'nothing waits: nobody is asked').toBe(0);
	expect(await send(world, story, task), 'the same form once more').toBe('on its way');
});

test('L-30 a receipt that comes twice counts once, and one of a letter that is not ours is left for whoever waits for it', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	const strangers = service.tell(randomUUID(), 'COMPLETED');
	service.tell(service.taken[0]!.id, 'COMPLETED');
	service.tell(service.taken[0]!.id, 'INVALID', { errorCode: 'recipient.exempt' });
	expect(await read()).toBe(1);
	expect([...service.receipts.keys()]).toEqual([strangers]);
	expect(await posts(world, story)).toMatchObject([{ state: 'available' }]);
});

test('L-30 that it was available before it was sent, or will be, is no telling', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	for (const timestamp of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'])
		service.tell(service.taken[0]!.id, 'COMPLETED', { timestamp });
	await read();
	expect(await posts(world, story)).toMatchObject([{ state: 'accepted' }]);
	expect(await tellings(world, story)).toHaveLength(1);
});

test.each([
	['exempt', 'exempt'],
	['unknown-code', 'rejected'],
	['forbidden', 'not-let-in']
] as const)(
	'L-30 a letter turned down at once (%s) leaves the task, says why, and may be tried anew',
	async (letters, reason) => {
		const { world, story, task } = await invited();
		service.mood.letters = letters;
		expect(await send(world, story, task)).toBe('refused');
		expect(await posts(world, story)).toMatchObject([{ state: 'refused', reason }]);
		expect(await tellings(world, story)).toHaveLength(1);
		expect(await recordOf(world), 'the citizen does not read that it was sent').toEqual([
			'refused'
		]);
		service.mood.letters = 'taken';
		expect(await send(world, story, task)).toBe('accepted');
		expect(await recordOf(world)).toEqual(['refused', 'sent']);
		expect(new Set((await posts(world, story)).map(({ id }) => id)).size).toBe(2);
	}
);

test('L-30 a letter that a receipt turns down leaves the task, and whoever holds the threads hears so', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	service.tell(service.taken[0]!.id, 'INVALID', { errorCode: 'recipient.not.found' });
	await read();
	expect(await posts(world, story)).toMatchObject([
		{ state: 'refused', reason: 'no-mailbox', word: 'recipient.not.found' }
	]);
	expect(await tellings(world, story)).toHaveLength(1);
	const path = `/pathways/${story.pathway}/tasks`;
	expect(await noticesOf(world, 'digital-post-undelivered')).toEqual([
		{ person_id: story.tovholder.person, path }
	]);
	expect(await mailsTo(world, story.tovholder.person), 'and by mail, without a word of it').toEqual(
		[{ path }]
	);
	expect(await recordOf(world)).toEqual(['sent', 'refused']);
});

test('L-30 a letter whose answer was lost goes again under its own number, and arrives once', async () => {
	const { world, story, task } = await invited();
	service.mood.letters = 'taken-without-answer';
	expect(await send(world, story, task)).toBe('unsure');
	const [lost] = await posts(world, story);
	expect(lost).toMatchObject({ state: 'unsure' });
	expect(await tellings(world, story)).toHaveLength(1);
	service.mood.letters = 'taken';
	expect(await send(world, story, task)).toBe('accepted');
	expect(await posts(world, story)).toMatchObject([{ id: lost!.id, state: 'accepted' }]);
	expect(service.taken).toHaveLength(1);
	service.tell(lost!.id, 'COMPLETED');
	await read();
	expect(await tellings(world, story)).toEqual([]);
});

test('L-30 whoever died while handing it over leaves a letter of which nobody knows; its receipt counts all the same', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task, {
		before: async () => {
			throw new Error('the process dies');
		}
	}).catch(() => {});
	expect(await posts(world, story)).toMatchObject([{ state: 'sending' }]);
	expect(await send(world, story, task), 'another click meanwhile').toBe('on its way');
	const later = new Date(Date.now() + 5 * 60_000);
	service.mood.letters = 'taken-without-answer';
	expect(await send(world, story, task, { now: later })).toBe('unsure');
	service.tell(service.taken[0]!.id, 'COMPLETED');
	await read();
	expect(await posts(world, story)).toMatchObject([{ state: 'available' }]);
});

test('L-30 a receipt that is there before the answer is kept', async () => {
	const { world, story, task } = await invited();
	const [told] = await world.as(story.tovholder).see(findToTell(story.pathway, task));
	const begun = await world
		.as(story.tovholder)
		.act((acting) =>
			beginPost(
				acting,
				story.pathway,
				task,
				{ sending: told!.sending, civilNumber: NUMBER, now: new Date() },
				driver.sender
			)
		);
	const { id, attempt } = begun.ok ? begun.value! : expect.unreachable();
	service.tell(id, 'COMPLETED');
	await read();
	await world
		.as(story.tovholder)
		.act((acting) => notePost(acting, story.pathway, { id, attempt }, { state: 'unsure' }));
	expect(await posts(world, story)).toMatchObject([{ state: 'available' }]);
});

test('L-30 two clicks, and two who send at one moment, make one letter', async () => {
	const { world, story, task } = await invited();
	const sent = await Promise.all([1, 2, 3].map(() => send(world, story, task)));
	expect(sent.sort()).toEqual(['accepted', 'on its way', 'on its way']);
	expect(service.taken).toHaveLength(1);
	expect(await posts(world, story)).toHaveLength(1);
});

test('L-30 a letter that nobody hears of for a day is no telling, and the tovholder hears so once', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	await database.owner.query(
		`update samspil.digital_post set changed_at = now() - interval '25 hours', asked_at = now() - interval '25 hours' where tenant_id = $1`,
		[world.tenant]
	);
	await read();
	await read();
	expect(await posts(world, story)).toMatchObject([{ state: 'unsure', reason: 'no-receipt' }]);
	expect(await noticesOf(world, 'digital-post-undelivered')).toHaveLength(1);
	expect(await mailsTo(world, story.tovholder.person)).toHaveLength(1);
	expect(await recordOf(world)).toEqual(['sent', 'given-up']);
	service.tell(service.taken[0]!.id, 'COMPLETED');
	await read();
	expect(await posts(world, story), 'a receipt that comes late').toMatchObject([
		{ state: 'available', reason: null }
	]);
	expect(await tellings(world, story)).toEqual([]);
});

test('L-30 guests are told by hand: the task stays when the citizen has the letter', async () => {
	const { world, story, task } = await invited({ guest: true });
	await send(world, story, task);
	service.tell(service.taken[0]!.id, 'COMPLETED');
	await read();
	expect(await posts(world, story)).toMatchObject([
		{ state: 'available', settles: false, settled: false }
	]);
	expect(await tellings(world, story)).toHaveLength(1);
});

test('L-30, L-20 what was sent since is not told by the letter before it: the task stays, and the new is sent', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	const [first] = await posts(world, story);
	await change(world, story, {
		startsAt: new Date('2026-05-21T10:00:00Z'),
		endsAt: new Date('2026-05-21T11:00:00Z')
	});
	service.tell(service.taken[0]!.id, 'COMPLETED');
	await read();
	expect(await posts(world, story)).toMatchObject([{ state: 'available', settled: false }]);
	expect(await tellings(world, story)).toHaveLength(1);
	expect(await send(world, story, task, { sending: first!.sending }), 'an old page').toBe(
		'post-changed'
	);
	expect(await send(world, story, task)).toBe('accepted');
	service.tell(service.taken[1]!.id, 'COMPLETED');
	await read();
	expect(await tellings(world, story)).toEqual([]);
});

test('L-30 who was told by hand meanwhile stays so: what they wrote is not changed by a receipt', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	const { version } = (await tellings(world, story))[0]!;
	await world
		.as(story.tovholder)
		.act((acting) =>
			finishTask(acting, story.pathway, task, { version, to: 'done', note: 'Ringet' })
		);
	service.tell(service.taken[0]!.id, 'COMPLETED');
	await read();
	expect((await over(world, story)).find(({ id }) => id === task)).toMatchObject({
		stateNote: 'Ringet'
	});
	expect(await posts(world, story)).toMatchObject([{ state: 'available', settled: false }]);
});

test('L-30 nothing is sent to somebody under 15, who gets mails, or whose number it is not', async () => {
	const child = await invited({ born: '2011-05-05' });
	expect(await send(child.world, child.story, child.task, { civilNumber: '0505114234' })).toBe(
		'post-under-15'
	);
	const { world, story, task } = await invited();
	expect(await send(world, story, task, { civilNumber: '0205901234' })).toBe(
		'post-not-this-citizen'
	);
	await database.owner.query(
		`update samspil.citizen set person_id = $2 where id = (select citizen_id from samspil.pathway where id = $1)`,
		[story.pathway, story.citizen.person]
	);
	expect(await send(world, story, task)).toBe('post-citizen-gets-mail');
	expect(service.taken).toEqual([]);
});

test('L-7, L-30 only the municipality that the certificate is for, and only whoever holds the threads; a partner learns nothing of it', async () => {
	const { world, story, task } = await invited();
	for (const as of [story.helper, story.leader])
		expect(await send(world, story, task, { as })).toBe('not-there');
	await database.owner.query(`update samspil.organisation set cvr = '11111111' where id = $1`, [
		world.tenant
	]);
	expect(await send(world, story, task)).toBe('not-there');
	await database.owner.query('update samspil.organisation set cvr = $2 where id = $1', [
		world.tenant,
		service.settings.sender
	]);
	await send(world, story, task);
	service.tell(service.taken[0]!.id, 'COMPLETED');
	await read();
	expect(await posts(world, story, story.helper)).toEqual([]);
	await database.owner.query(
		`update samspil.citizen set person_id = $2 where id = (select citizen_id from samspil.pathway where id = $1)`,
		[story.pathway, story.citizen.person]
	);
	expect(await world.as(story.citizen).see(listAvailable(story.pathway))).toHaveLength(1);
	const stranger = await newWorld(database).then((other) => other.coordinatedPathway());
	expect(await posts(world, story, stranger.tovholder)).toEqual([]);
});

test('L-30 nobody but a receipt makes a letter available, whatever the app says', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	const { id } = (await posts(world, story))[0]!;
	await expect(
		database.pools.app.query(`update samspil.digital_post set available_at = now() where id = $1`, [
			id
		])
	).rejects.toThrow('permission denied');
	await expect(
		database.pools.app.query(
			`select samspil.take_post_receipt($1, 'available', null, null, now())`,
			[id]
		)
	).rejects.toThrow('permission denied');
});

test('L-7 the number is nowhere in the database afterwards, nor in an address', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	service.mood.letters = 'unknown-code';
	const { rows: tables } = await database.owner.query<{ name: string }>(
		`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('samspil', 'identity', 'jobs')`
	);
	for (const { name } of tables) {
		const { rows } = await database.owner.query(
			`select 1 from ${name} t where to_jsonb(t)::text ~ '010590-?1234' limit 1`
		);
		expect(rows, name).toEqual([]);
	}
	expect(service.asked.join()).not.toContain('0105901234');
});

test('L-30 a closed pathway is not written on; a receipt that comes afterwards is kept, the task is left, and all of it goes with the pathway', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	await database.owner.query('alter table samspil.pathway disable trigger user');
	await database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		story.pathway
	]);
	await database.owner.query('alter table samspil.pathway enable trigger user');
	service.tell(service.taken[0]!.id, 'COMPLETED');
	await read();
	const { rows } = await database.owner.query(
		'select state, settled from samspil.digital_post where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toEqual([{ state: 'available', settled: false }]);
	await database.owner.query(
		`insert into samspil.erasure (tenant_id, why, let_go_by_name, pathway_id) values ($1, 'retention', 'Dan', $2)`,
		[world.tenant, story.pathway]
	);
	expect(await eraseWaiting(database.pools.jobs)).toBe(1);
	const left = await database.owner.query('select from samspil.digital_post where tenant_id = $1', [
		world.tenant
	]);
	expect(left.rowCount).toBe(0);
});

test.each(['forbidden', 'exempt', 'unknown-code', 'not-made'] as const)(
	'L-30 a letter in doubt stays so when it goes again (%s): it keeps its number, no other goes beside it, and its receipt counts',
	async (answer) => {
		const { world, story, task } = await invited();
		service.mood.letters = 'taken-without-answer';
		await send(world, story, task);
		const [first] = await posts(world, story);
		const again = async () => {
			if (answer !== 'not-made') service.mood.letters = answer;
			const to =
				answer === 'not-made'
					? { ...driver, send: () => Promise.reject(new Error('pdf')) }
					: driver;
			await send(world, story, task, { to });
		};
		await again();
		await again();
		expect(await posts(world, story)).toMatchObject([{ id: first!.id, state: 'unsure' }]);
		expect(await recordOf(world)).toEqual(['unsure', 'unsure', 'unsure']);
		service.mood.letters = 'taken';
		service.tell(first!.id, 'COMPLETED');
		expect(await read()).toBe(1);
		expect(await posts(world, story)).toMatchObject([
			{ id: first!.id, state: 'available', settled: true }
		]);
		expect(service.taken).toHaveLength(1);
		expect(await send(world, story, task)).toBe('on its way');
	}
);

test('L-30 a receipt that a letter in doubt was refused, when it has gone again, does not do away with the doubt; that it has arrived does', async () => {
	const { world, story, task } = await invited();
	service.mood.letters = 'taken-without-answer';
	await send(world, story, task);
	service.mood.letters = 'down';
	await send(world, story, task);
	const [{ id } = expect.unreachable()] = await posts(world, story);
	service.mood.letters = 'taken';
	service.tell(id, 'INVALID', { errorCode: 'recipient.exempt' });
	await read();
	expect(await posts(world, story)).toMatchObject([{ id, state: 'unsure', reason: 'exempt' }]);
	expect(await noticesOf(world, 'digital-post-undelivered')).toHaveLength(1);
	await database.owner.query(
		`update samspil.digital_post set changed_at = now() - interval '25 hours' where id = $1`,
		[id]
	);
	service.tell(id, 'COMPLETED');
	await read();
	expect(await noticesOf(world, 'digital-post-undelivered'), 'told once').toHaveLength(1);
	expect(await posts(world, story)).toMatchObject([{ id, state: 'available', settled: true }]);
});

test('L-30 that it arrived stands above that it was refused, also where another letter has gone since', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	const first = service.taken[0]!.id;
	service.tell(first, 'INVALID', { errorCode: 'recipient.not.found' });
	await read();
	expect(await send(world, story, task)).toBe('accepted');
	service.tell(first, 'COMPLETED');
	await read();
	const [second] = service.taken.slice(1);
	expect(await posts(world, story)).toMatchObject([
		{ id: second!.id, state: 'accepted' },
		{ id: first, state: 'available', settled: true }
	]);
	expect(await tellings(world, story)).toEqual([]);
	service.tell(second!.id, 'COMPLETED');
	await read();
	expect(
		(await posts(world, story)).map(({ settled }) => settled),
		'done once'
	).toEqual([false, true]);
	expect(await send(world, story, task)).toBe('on its way');
});

test('L-30 the answer to a first try that comes late is not written over the second', async () => {
	const { world, story, task } = await invited();
	const later = new Date(Date.now() + 5 * 60_000);
	await send(world, story, task, {
		before: async () => {
			service.mood.letters = 'taken';
			expect(await send(world, story, task, { now: later })).toBe('accepted');
			service.mood.letters = 'forbidden';
		}
	});
	expect(await posts(world, story)).toMatchObject([{ state: 'accepted', reason: null }]);
	expect(await recordOf(world)).toEqual(['sent']);

	const other = await invited();
	await send(other.world, other.story, other.task, {
		before: async () => {
			service.mood.letters = 'down';
			await send(other.world, other.story, other.task, {
				now: later,
				// the first is heard while the second is still being handed over
				before: async () => {
					const [{ id } = expect.unreachable()] = await posts(other.world, other.story);
					await other.world
						.as(other.story.tovholder)
						.act((acting) =>
							notePost(
								acting,
								other.story.pathway,
								{ id, attempt: 1 },
								{ state: 'refused', reason: 'service-away' }
							)
						);
					expect(await posts(other.world, other.story)).toMatchObject([{ state: 'sending' }]);
				}
			});
		}
	});
	expect(await posts(other.world, other.story)).toMatchObject([{ state: 'unsure' }]);
});

test('L-30 a letter that has gone twice is not said to be refused by the app, whatever it writes', async () => {
	const { world, story, task } = await invited();
	service.mood.letters = 'down';
	await send(world, story, task);
	await send(world, story, task);
	const [{ id } = expect.unreachable()] = await posts(world, story);
	await expect(
		world
			.as(story.tovholder)
			.act((acting) =>
				acting.run(
					tables
						.updateTable('digital_post')
						.set({ state: 'refused', reason: 'exempt' })
						.where('id', '=', id)
				)
			)
	).rejects.toThrow('row-level security');
});

test('L-30 receipts that are gone, cannot be fetched or dismissed, or are nobody’s do not hold up ours, and are not asked for each minute', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	const { id } = service.taken[0]!;
	service.receipts.set(randomUUID(), null);
	const broken = service.tell(randomUUID(), 'COMPLETED');
	service.broken.add(broken);
	const nobodys = service.tell('et-brev', 'COMPLETED');
	const strangers = service.tell(randomUUID(), 'COMPLETED');
	const early = service.tell(id, 'COMPLETED', { timestamp: '2020-01-01T00:00:00Z' });
	service.tell(id, 'RECEIVED');
	const reported: string[] = [];
	const seen = nothingSeen();
	const look = (now = Date.now()) => {
		service.asked.length = 0;
		return readReceipts(
			database.pools.jobs,
			driver,
			({ message }) => reported.push(message),
			seen,
			now
		);
	};
	const askedFor = () =>
		service.asked.flatMap((each) => /GET .*receipts\/([0-9a-f-]{36})/.exec(each)?.[1] ?? []);
	expect(await look()).toBe(1);
	expect(reported).toEqual(['Digital Post does not answer: HTTP_500.']);
	service.tell(id, 'INVALID', { errorCode: 'recipient.exempt' });
	expect(await look()).toBe(1);
	expect(askedFor(), 'those that were passed over are not').toEqual([expect.any(String), broken]);
	expect(await posts(world, story)).toMatchObject([{ state: 'refused', reason: 'exempt' }]);
	expect(reported, 'told once').toHaveLength(1);
	await look(Date.now() + 2 * 3_600_000);
	expect(askedFor()).toEqual(expect.arrayContaining([broken, nobodys, strangers, early]));
	service.broken.clear();
	await look();
	expect([...seen.failed]).toEqual([]);
});

test('L-30 where one after the other fails it is not the receipts: the rest waits, and comes first at the next look', async () => {
	const { world, story, task } = await invited();
	await send(world, story, task);
	for (let n = 0; n < 7; n += 1) service.broken.add(service.tell(randomUUID(), 'COMPLETED'));
	service.tell(service.taken[0]!.id, 'COMPLETED');
	const seen = nothingSeen();
	const look = () => readReceipts(database.pools.jobs, driver, () => {}, seen);
	expect(await look()).toBe(0);
	expect(seen.failed.size).toBe(5);
	expect(await look()).toBe(1);
	expect(await posts(world, story)).toMatchObject([{ state: 'available' }]);
});
