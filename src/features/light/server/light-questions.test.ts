/** A question of room and a hand-over, answered from a mail: once, by whom it was sent to, and nothing else is done by its link. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { askCapacity, sayCapacity } from '#features/capacity/server/ask-capacity.ts';
import { listCapacity } from '#features/capacity/server/capacity.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { answerTransfer } from '#features/transfers/server/answer-transfer.ts';
import { handOverThreads } from '#features/transfers/server/begin-transfer.ts';
import { actingByLink, readAs, type Acting, type LightLink } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { findLightLink, findQuestion } from './light.queries.ts';

const database = await testDatabase();
const QUESTION = 'Har I plads til en mentor for en ung mand?';
const KEPT = 'a light seat does what its link is for';

const mailsTo = async ({ tenant }: World, { person }: Someone) =>
	(
		await database.owner.query(
			`select kind, words, in_outbox from samspil.mail where tenant_id = $1 and person_id = $2`,
			[tenant, person]
		)
	).rows;
const linkTo = async (world: World, who: Someone): Promise<string> =>
	(await mailsTo(world, who)).at(-1).words.path.replace('/light/', '');
const by = <Result>(
	token: string,
	work: (acting: Acting, link: LightLink) => Promise<Result>,
	today = TODAY
) =>
	actingByLink(database.pools.app, { token, today }, work, (result) =>
		Boolean((result as { ok?: boolean } | null)?.ok)
	);
const standing = async (token: string, today = TODAY) => {
	const { rows } = await readAs(
		database.pools.app,
		{ token: undefined, today },
		findLightLink(token, today)
	);
	return rows[0][0]?.state;
};
const write = (token: string, sql: string, parameters: unknown[]) =>
	by(token, (acting) =>
		acting.run({ compile: () => ({ sql, parameters, query: { kind: 'RawNode' } }) } as never)
	);

async function askedForRoom() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const other = await world.worker('Ove Anden', club, 'manager');
	const id = randomUUID();
	await world.as(story.tovholder).act((acting) =>
		askCapacity(acting, story.pathway, {
			id,
			organisation: club,
			question: QUESTION,
			answerBefore: '2026-05-11'
		})
	);
	return { world, ...story, id, mentor, other, token: await linkTo(world, mentor) };
}

async function offered() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const next = await world.worker('Nina Næste', world.tenant);
	const id = randomUUID();
	const begun = await world.as(story.tovholder).act((acting) =>
		handOverThreads(acting, story.pathway, id, {
			person: next.person,
			organisation: next.organisation!,
			reason: 'Jeg går på orlov',
			question: 'Vil du samle trådene for en ung mand med gæld?',
			citizenPart: 'present',
			citizenNote: '',
			handoverUntil: null,
			answerBefore: '2026-05-11'
		})
	);
	expect(begun).toEqual({ ok: true, value: true });
	return { world, ...story, id, next, token: await linkTo(world, next) };
}

test('R-149 whether there is room is answered from the mail, once, and opens nothing', async () => {
	const { world, pathway, tovholder, mentor, other, id, token } = await askedForRoom();
	expect(await mailsTo(world, mentor)).toEqual([
		{ kind: 'light-request', words: { path: `/light/${token}` }, in_outbox: false }
	]);
	expect(await standing(token)).toBe('open');
	expect(await by(token, (acting) => acting.first(findQuestion()))).toMatchObject({
		question: QUESTION,
		askedBy: tovholder.name
	});
	const say = (link: string, today = TODAY) =>
		by(link, (acting, { object }) => sayCapacity(acting, object, 'later', 'Fra maj'), today);
	const second = await linkTo(world, other);
	expect(await standing(token, '2026-05-12')).toBe('over');
	expect(await say(token, '2026-05-12')).toMatchObject({ reason: 'request-not-open' });
	expect(await say(token)).toEqual({ ok: true, value: true });
	expect(await say(token)).toBeNull();
	expect(await standing(token)).toBe('used');
	expect(await standing(second)).toBe('over');
	expect(await say(second)).toMatchObject({ ok: false });
	expect(await world.as(tovholder).see(listCapacity(pathway))).toMatchObject([
		{ id, answer: 'later', answerNote: 'Fra maj', answeredBy: mentor.name }
	]);
	expect(await world.as(mentor).see(findHead(pathway))).toEqual([]);
});

test('R-112 the threads are accepted from the mail by whom they are offered to; what is open is read by who signs in', async () => {
	const { world, pathway, tovholder, next, id, token } = await offered();
	expect(await mailsTo(world, next)).toEqual([
		{ kind: 'light-request', words: { path: `/light/${token}` }, in_outbox: false }
	]);
	expect(await by(token, (acting) => acting.first(findQuestion()))).toMatchObject({
		role: 'tovholder'
	});
	// Nothing of the pathway opens before the yes.
	expect(await by(token, (acting) => acting.all(findHead(pathway)))).toEqual([]);
	const answers = await Promise.all(
		[1, 2].map(() => by(token, (acting) => answerTransfer(acting, id, true, '')))
	);
	expect(answers.filter((each) => each === null)).toHaveLength(1);
	expect(await standing(token)).toBe('used');
	expect(await world.as(next).see(findHead(pathway))).toMatchObject([{ isHeld: true }]);
	expect(await world.as(tovholder).see(findHead(pathway))).toEqual([]);
});

test('PostgreSQL itself keeps both links to the one answer, before it and after it', async () => {
	const room = await askedForRoom();
	const threads = await offered();
	const foreign = await offered();
	for (const token of [room.token, threads.token])
		for (const [sql, parameters] of [
			['select samspil.answer_transfer($1, true, $2)', [foreign.id, '']],
			[`update samspil.task set state_note = 'Andet' where tenant_id = $1`, [threads.world.tenant]],
			[
				'select samspil.answer_transfer_unbound($1, true, $2)',
				[token === threads.token ? threads.id : foreign.id, '']
			]
		] as [string, unknown[]][]) {
			const wrote = await write(token, sql, parameters).catch(({ message }) => message);
			expect(wrote === 0 || String(wrote).includes(KEPT) || /permission denied/.test(wrote)).toBe(
				true
			);
		}
	// Accepted, it is bound again in the same transaction: whoever holds the threads now does nothing more by the link.
	const { pathway, id, next, token, world } = threads;
	await expect(
		by(token, async (acting) => {
			await answerTransfer(acting, id, true, '');
			return acting.run({
				compile: () => ({
					sql: 'update samspil.citizen set name = $2 where tenant_id = $1',
					parameters: [world.tenant, 'X'],
					query: { kind: 'RawNode' }
				})
			} as never);
		})
	).rejects.toThrow(KEPT);
	expect(await world.as(next).see(findHead(pathway))).toEqual([]);
});

test('a hand-over that is over, or not for me any more, is answered by no link', async () => {
	const { id, next, token } = await offered();
	await database.owner.query(
		`update samspil.transfer set state = 'overtaken', answered_at = now() where id = $1`,
		[id]
	);
	expect(await standing(token)).toBe('over');
	expect(await by(token, (acting) => answerTransfer(acting, id, true, ''))).toMatchObject({
		reason: 'request-not-open'
	});
	await database.owner.query(
		`update samspil.membership set active_until = '2026-05-03' where person_id = $1`,
		[next.person]
	);
	expect(await standing(token)).toBe('expired');
});
