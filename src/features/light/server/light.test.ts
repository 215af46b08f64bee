/** Answering from a mail, told through the door on a real database: as the person the mail was for, once, and for a while. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listLog } from '#features/citizens/server/log.queries.ts';
import { answerRequest } from '#features/pathways/server/answer-request.ts';
import { askPartner, withdrawQuestion } from '#features/pathways/server/involve-partner.ts';
import { findPartner } from '#features/pathways/server/partner.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { listOpenTasks, listTasksOver } from '#features/tasks/server/task.queries.ts';
import { actingByLink, readAs, type Acting, type LightLink } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { findLightLink, findQuestion, sendLightLink } from './light.queries.ts';

const database = await testDatabase();
const QUESTION = 'Har I plads til en mentor for en ung mand?';

/** The link in the newest mail to somebody. */
async function linkTo({ tenant }: World, { person }: Someone): Promise<string> {
	const { rows } = await database.owner.query(
		`select words ->> 'path' as path from samspil.mail where tenant_id = $1 and person_id = $2 and kind like 'light-%'
		order by created_at desc limit 1`,
		[tenant, person]
	);
	return rows[0].path.replace('/light/', '');
}
const by = <Result>(
	token: string,
	work: (acting: Acting, link: LightLink) => Promise<Result>,
	today = TODAY
) =>
	actingByLink(database.pools.app, { token, today }, work, (result) =>
		Boolean((result as { ok?: boolean } | null)?.ok)
	);
const answerBy = (token: string, yes: boolean, note = '', today = TODAY) =>
	by(token, (acting, { object }) => answerRequest(acting, object, yes, note), today);
const tickBy = (token: string, version = 1) =>
	by(token, (acting, { pathway, object }) =>
		finishTask(acting, pathway, object, { version, to: 'done', note: '' })
	);
/** How a link stands, asked by anybody at all. */
const standing = async (token: string, today = TODAY) => {
	const { rows } = await readAs(
		database.pools.app,
		{ token: undefined, today },
		findLightLink(token, today)
	);
	return rows[0][0]?.state;
};

async function asked() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const partner = await world.partner(story.pathway, club, 'planned');
	await world.as(story.tovholder).act((acting) =>
		askPartner(acting, story.pathway, partner, 1, {
			question: QUESTION,
			answerBefore: '2026-05-11',
			people: [mentor.person]
		})
	);
	return { world, ...story, club, mentor, partner, token: await linkTo(world, mentor) };
}

async function given() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, helper } = story;
	const task = randomUUID();
	await world.as(tovholder).act((acting) =>
		addTask(acting, pathway, {
			id: task,
			title: 'Ring til boligforeningen',
			category: 'housing',
			responsible: { person: helper.person, organisation: helper.organisation! },
			dueOn: null,
			meeting: null,
			agendaItem: null
		})
	);
	return { world, ...story, task, token: await linkTo(world, helper) };
}

test('a mail with such a link holds nothing else, only its hash is kept, and it is forgotten when it is sent', async () => {
	const { world, mentor, token } = await asked();
	const mails = () =>
		database.owner.query(
			'select kind, words, in_outbox from samspil.mail where tenant_id = $1 and person_id = $2',
			[world.tenant, mentor.person]
		);
	expect((await mails()).rows).toEqual([
		{ kind: 'light-request', words: { path: `/light/${token}` }, in_outbox: false }
	]);
	const { rows } = await database.owner.query(
		'select to_jsonb(l)::text as row from samspil.light_link l where l.tenant_id = $1',
		[world.tenant]
	);
	expect(rows[0].row).not.toContain(token);
	await database.owner.query(
		`update samspil.mail set state = 'sent', sent_at = now() where tenant_id = $1`,
		[world.tenant]
	);
	expect((await mails()).rows[0].words).toEqual({ path: '/' });
});

test('R-150 a partner says yes from the mail: as the person it was for, once, and the citizen reads who', async () => {
	const { world, pathway, mentor, partner, tovholder, citizen, token } = await asked();
	expect(await standing(token)).toBe('open');
	const question = await by(token, (acting) => acting.first(findQuestion()));
	expect(question).toMatchObject({ question: QUESTION, askedBy: tovholder.name });
	expect(await standing(token)).toBe('open');
	expect(await answerBy(token, true, 'Fra marts')).toEqual({ ok: true, value: { pathway } });
	expect(await standing(token)).toBe('used');
	expect(await answerBy(token, false)).toBeNull();
	expect(await world.as(mentor).see(findHead(pathway))).toHaveLength(1);
	expect(await world.as(tovholder).see(findPartner(pathway, partner))).toMatchObject([
		{ state: 'agreed', answerNote: 'Fra marts', people: [mentor.name] }
	]);
	const log = await world.as(citizen).see(listLog(pathway, null));
	expect(log.map(({ action, name }) => [action, name])).toContainEqual([
		'partner.agreed',
		mentor.name
	]);
});

test('R-152 a task is ticked from the mail, under the policies of the person it was for', async () => {
	const { world, pathway, token, tovholder, helper } = await given();
	const seen = await by(token, (acting) => acting.all(listOpenTasks(pathway)));
	expect(seen).toHaveLength(1);
	expect(await tickBy(token)).toEqual({ ok: true, value: true });
	expect(await tickBy(token)).toBeNull();
	expect(await world.as(tovholder).see(listTasksOver(pathway))).toMatchObject([
		{ state: 'done', stateChangedBy: helper.name }
	]);
});

test('R-152 the page of a task’s link says which task it is by its pathway’s number, as long as its holder may read it, and never its words', async () => {
	const { world, pathway, token, helper, tovholder } = await given();
	const shown = async () =>
		(
			await readAs(
				database.pools.app,
				{ token: undefined, today: TODAY },
				findLightLink(token, TODAY)
			)
		).rows[0][0];
	const [head] = await world.as(tovholder).see(findHead(pathway));
	const before = await shown();
	expect(before).toMatchObject({ state: 'open', number: head!.number, metOn: null, openTasks: 1 });
	const [task] = await world.as(helper).see(listOpenTasks(pathway));
	expect(JSON.stringify(before)).not.toContain(task!.title);
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where pathway_id = $1`,
		[pathway]
	);
	expect(await shown()).toMatchObject({ number: null, openTasks: null });
});

test('a link reaches its own pathway alone, and no other that the person is on', async () => {
	const { world, token, helper, shelter } = await given();
	const other = await world.coordinatedPathway();
	await world.partner(other.pathway, shelter, 'agreed', helper);
	expect(await world.as(helper).see(findHead(other.pathway))).toHaveLength(1);
	expect(await by(token, (acting) => acting.all(findHead(other.pathway)))).toEqual([]);
});

test('PostgreSQL itself keeps a seat to what its link is for, whatever the program asks', async () => {
	const { world, pathway, tovholder, helper } = await given();
	const write = (token: string, sql: string, parameters: unknown[]) =>
		by(token, (acting) =>
			acting.run({ compile: () => ({ sql, parameters, query: { kind: 'RawNode' } }) } as never)
		);
	const KEPT = 'a light seat does what its link is for';
	const mine = randomUUID();
	await world.as(tovholder).act((acting) =>
		addTask(acting, pathway, {
			id: mine,
			title: 'Ring igen',
			category: 'housing',
			responsible: { person: tovholder.person, organisation: tovholder.organisation! },
			dueOn: null,
			meeting: null,
			agendaItem: null
		})
	);
	// A link of whoever holds the threads, who may do all of it signed in.
	const held = 'et-link-til-den-der-samler-traadene';
	await database.owner.query(
		`insert into samspil.light_link (tenant_id, token_hash, person_id, organisation_id, kind, object_id, pathway_id, given_by_name, expires_at)
		values ($1, sha256(convert_to($2, 'UTF8')), $3, $4, 'task', $5, $6, 'x', now() + interval '1 day')`,
		[world.tenant, held, tovholder.person, tovholder.organisation, mine, pathway]
	);
	for (const [sql, parameters] of [
		[
			`update samspil.task set state_note = 'Andet' where tenant_id = $1 and id <> $2`,
			[world.tenant, mine]
		],
		['update samspil.citizen set name = $2 where tenant_id = $1', [world.tenant, 'X']],
		[
			`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x', version = version + 1 where tenant_id = $1`,
			[world.tenant]
		],
		[
			`select samspil.appoint_tovholder(gen_random_uuid(), $1, a.version, $2, $3, 'x', 'direct', 'present', '', null, '2026-05-04', 'x')
			from samspil.allotment a where a.pathway_id = $1`,
			[pathway, helper.person, helper.organisation]
		]
	] as [string, unknown[]][])
		await expect(write(held, sql, parameters), sql).rejects.toThrow(KEPT);
	expect(await tickBy(held)).toEqual({ ok: true, value: true });
});

test('it stops with its weeks, with the day of the question, when it is taken back, and with the person’s work there', async () => {
	const late = await asked();
	await database.owner.query(
		`update samspil.light_link set expires_at = now() - interval '1 minute' where tenant_id = $1`,
		[late.world.tenant]
	);
	expect(await standing(late.token)).toBe('expired');
	expect(await answerBy(late.token, true)).toBeNull();

	const passed = await asked();
	expect(await standing(passed.token, '2026-05-12')).toBe('over');
	expect(await answerBy(passed.token, true, '', '2026-05-12')).toMatchObject({
		reason: 'request-not-open'
	});

	const back = await asked();
	const { world, tovholder, pathway, partner } = back;
	await world.as(tovholder).act((acting) => withdrawQuestion(acting, pathway, partner, 2));
	expect(await standing(back.token)).toBe('over');
	expect(await answerBy(back.token, true)).toMatchObject({ reason: 'request-not-open' });

	// Asked anew, it is another question: the link to the one taken back does not answer it.
	await world.as(tovholder).act((acting) =>
		askPartner(acting, pathway, partner, 3, {
			question: 'Har I plads fra marts?',
			answerBefore: '2026-05-11',
			people: [back.mentor.person]
		})
	);
	expect(await standing(back.token)).toBe('expired');
	expect(await answerBy(back.token, true)).toBeNull();
	const anew = await linkTo(world, back.mentor);
	expect(await standing(anew)).toBe('open');
	expect(await answerBy(anew, true)).toMatchObject({ ok: true });

	const gone = await asked();
	await database.owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[gone.mentor.person]
	);
	expect(await standing(gone.token)).toBe('expired');
	expect(await answerBy(gone.token, true)).toBeNull();
});

test('L-1, L-5 a withdrawn consent hides the task from the link too, and without the declaration nothing opens', async () => {
	const { token, consent } = await given();
	await database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x' where id = $1`,
		[consent]
	);
	expect(await tickBy(token)).toMatchObject({ ok: false });
	const undeclared = await asked();
	await database.owner.query(
		'update samspil.membership set declared_on = null, declaration_version = null where person_id = $1',
		[undeclared.mentor.person]
	);
	expect(await answerBy(undeclared.token, true)).toMatchObject({ reason: 'request-not-open' });
});

test('nobody else sends a link, and nobody reads or guesses one', async () => {
	const { world, partner, mentor, helper, leader, colleague, citizen, tovholder } = await asked();
	const next = await (await newWorld(database)).coordinatedPathway();
	const send = (who: Someone, to: Someone) =>
		world.as(who).see(sendLightLink(to.person, 'request', partner));
	for (const other of [mentor, helper, leader, colleague, citizen, next.tovholder])
		expect(await send(other, mentor)).toEqual([{ isSent: false }]);
	// Whoever is not of the organisation gets none.
	expect(await send(tovholder, helper)).toEqual([{ isSent: false }]);
	const stolen = world.as(tovholder).act((acting) =>
		acting.all({
			compile: () => ({ sql: 'select * from samspil.light_link', parameters: [] })
		} as never)
	);
	await expect(stolen).rejects.toThrow('permission denied');
	expect(await answerBy('guessed', true)).toBeNull();
	expect(await standing('guessed')).toBeUndefined();
});

test('pressed twice at the same moment, it answers once', async () => {
	const { token } = await asked();
	const answers = await Promise.all([answerBy(token, true), answerBy(token, true)]);
	expect(answers.filter((each) => each === null)).toHaveLength(1);
});
