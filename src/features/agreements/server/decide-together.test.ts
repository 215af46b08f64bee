/** What an agreement's parties decide together: by voices of each, past no objection, and looked at again on its day. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Stand } from '#features/documents/group-decision.rules.ts';
import {
	askTogether,
	changeQuestion,
	closeTogether,
	lookAgain,
	sayTogether,
	withdrawAsked
} from '#features/documents/server/decide-together.ts';
import {
	decideQuestion,
	findQuestion,
	insertVoice,
	listQuestions,
	listSecondLooks,
	listVoices
} from '#features/documents/server/question.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { remind } from '#features/deadlines/test-remind.ts';
import { inForce, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();
const text = { title: 'Vinterlukning', body: 'Vi lukker fra december til marts.' };
const seat = (who: Someone) => ({ person: who.person, organisation: who.organisation! });

/** Put to the leader and the clerk of the municipality, and the host and the helper of the shelter. */
async function asked(of: Record<string, number> = {}) {
	const { world, id } = await inForce(database);
	const { leader, clerk, host, helper } = world;
	const question = randomUUID();
	const ask = (who: Someone, members = [leader, clerk, host, helper]) =>
		world
			.as(who)
			.act((acting) =>
				askTogether(
					acting,
					id,
					{ id: question, path: `/agreements/${id}/decisions/${question}` },
					{ ...text, members: members.map(seat), quorum: { each: 1, of } }
				)
			);
	const path = `/agreements/${id}/decisions/${question}`;
	return { world, id, question, ask, at: { id: question, base: 1, path } };
}

const hashOf = async (world: AgreementWorld, id: string, question: string) =>
	(await world.as(world.leader).see(findQuestion(id, question)))[0]!.hash;

async function say(
	{ world, id, question }: { world: AgreementWorld; id: string; question: string },
	who: Someone,
	stand: Stand,
	{ reason = '', hash }: { reason?: string; hash?: string } = {}
) {
	const read = hash ?? (await hashOf(world, id, question));
	return world
		.as(who)
		.act((acting) =>
			sayTogether(
				acting,
				id,
				{ id: question, hash: read, path: `/agreements/${id}/decisions/${question}` },
				{ stand, reason }
			)
		);
}

test('whoever keeps the agreement puts it to people it names, of each party; once, however often it is sent', async () => {
	const { world, id, ask } = await asked({});
	expect(await ask(world.stranger)).toMatchObject({ reason: 'no-document' });
	expect(await ask(world.leader, [world.leader])).toMatchObject({ reason: 'party-without-voice' });
	expect(await ask(world.leader, [world.leader, world.landlord])).toMatchObject({
		reason: 'not-named-in-it'
	});
	for (let time = 0; time < 2; time += 1)
		expect(await ask(world.leader)).toMatchObject({ ok: true });
	expect(await world.as(world.helper).see(listQuestions(id))).toMatchObject([
		{ title: 'Vinterlukning', state: 'open', isMember: true, isAnswered: false }
	]);
	for (const who of [world.stranger, world.landlord])
		expect(await world.as(who).see(listQuestions(id))).toEqual([]);
});

describe('a decision', () => {
	test('takes the voices of each organisation, whoever else consents', async () => {
		const put = await asked();
		const { world, id, at } = put;
		await put.ask(world.leader);
		const close = (reviewOn = '2026-11-04', who = world.leader) =>
			world.as(who).act((acting) => closeTogether(acting, id, at, reviewOn));
		expect(await say(put, world.mayor, 'consent')).toMatchObject({ reason: 'not-in-the-group' });
		for (const who of [world.leader, world.clerk])
			expect(await say(put, who, 'consent')).toMatchObject({ ok: true });
		expect(await close()).toMatchObject({ reason: 'voices-lacking' });
		expect(await say(put, world.helper, 'aside')).toMatchObject({ ok: true });
		expect(await close()).toMatchObject({ reason: 'voices-lacking' });
		expect(await say(put, world.host, 'consent')).toMatchObject({ ok: true });
		expect(await close(TODAY)).toMatchObject({ reason: 'review-not-after-decision' });
		for (let time = 0; time < 2; time += 1) expect(await close()).toMatchObject({ ok: true });
		expect(await world.as(world.helper).see(findQuestion(id, put.question))).toMatchObject([
			{ state: 'decided', decidedOn: TODAY, reviewOn: '2026-11-04' }
		]);
		expect(await say(put, world.helper, 'consent')).toMatchObject({
			reason: 'not-open-for-decision'
		});
	});

	test('one objection, which says why, stands in its way until it is taken back', async () => {
		const put = await asked();
		const { world, id, at } = put;
		await put.ask(world.leader);
		for (const who of [world.leader, world.host]) await say(put, who, 'consent');
		expect(await say(put, world.helper, 'objection', { reason: ' ' })).toMatchObject({
			reason: 'objection-without-reason'
		});
		const no = () => say(put, world.helper, 'objection', { reason: 'Hvor skal de så sove?' });
		for (let time = 0; time < 2; time += 1) expect(await no()).toMatchObject({ ok: true });
		expect(await world.as(world.clerk).see(listVoices(put.question))).toHaveLength(3);
		const close = () =>
			world.as(world.host).act((acting) => closeTogether(acting, id, at, '2026-11-04'));
		expect(await close()).toMatchObject({ reason: 'objection-stands' });
		await say(put, world.helper, 'consent');
		expect(await close()).toMatchObject({ ok: true });
	});

	test('S-4 in other words it is asked anew: what was answered counts no more', async () => {
		const put = await asked();
		const { world, id, at } = put;
		await put.ask(world.leader);
		const before = await hashOf(world, id, put.question);
		for (const who of [world.leader, world.host]) await say(put, who, 'consent');
		const change = (who: Someone, body: string, base = 1) =>
			world.as(who).act((acting) => changeQuestion(acting, id, { ...at, base }, { ...text, body }));
		expect(await change(world.stranger, 'x')).toMatchObject({ reason: 'no-document' });
		expect(await change(world.leader, 'Vi lukker i januar.')).toMatchObject({ ok: true });
		expect(await change(world.host, 'Vi lukker aldrig.')).toMatchObject({
			reason: 'stale',
			saved: { body: 'Vi lukker i januar.', changedBy: 'Lone Leder' }
		});
		expect(await say(put, world.host, 'consent', { hash: before })).toMatchObject({
			reason: 'version-changed'
		});
		const close = await world
			.as(world.leader)
			.act((acting) => closeTogether(acting, id, { ...at, base: 2 }, '2026-11-04'));
		expect(close).toMatchObject({ reason: 'voices-lacking' });
	});

	test('is taken back by those who keep the agreement, before it is made', async () => {
		const put = await asked();
		const { world, id, at } = put;
		await put.ask(world.leader);
		const back = (who: Someone) => world.as(who).act((acting) => withdrawAsked(acting, id, at));
		expect(await back(world.stranger)).toMatchObject({ reason: 'no-document' });
		for (let time = 0; time < 2; time += 1)
			expect(await back(world.leader)).toMatchObject({ ok: true });
		expect(await say(put, world.host, 'consent')).toMatchObject({
			reason: 'not-open-for-decision'
		});
	});
});

test('PostgreSQL itself lets nobody decide without the voices, or speak for another', async () => {
	const put = await asked();
	const { world, id, question } = put;
	await put.ask(world.leader);
	await say(put, world.leader, 'consent');
	const decided = { on: TODAY, reviewOn: '2026-11-04' };
	await expect(
		world.as(world.leader).act((acting) => acting.run(decideQuestion(question, 1, decided, 'x')))
	).rejects.toThrow('only with the voices it needs');
	const word = {
		stand: 'consent' as const,
		reason: '',
		hash: await hashOf(world, id, question)
	};
	for (const who of [world.mayor, world.stranger])
		await expect(
			world.as(who).act((acting) => acting.run(insertVoice(id, question, word, 'x')))
		).rejects.toThrow();
	await expect(
		world
			.as(world.host)
			.act((acting) =>
				acting.run(insertVoice(id, question, { ...word, hash: 'a'.repeat(64) }, 'x'))
			)
	).rejects.toThrow('row-level security');
	await expect(
		database.owner.query(`update samspil.document_voice set stand = 'consent'`)
	).rejects.toThrow('append-only');
});

test('its own day is brought up with the group, and it stands or ends when it is looked at again', async () => {
	const put = await asked();
	const { world, id, question, at } = put;
	const path = `/agreements/${id}/decisions/${question}`;
	await put.ask(world.leader);
	for (const who of [world.leader, world.host]) await say(put, who, 'consent');
	await world
		.as(world.host)
		.act((acting) => closeTogether(acting, id, { ...at, path }, '2026-06-01'));
	const told = async () => {
		const { rows } = await database.owner.query(
			`select distinct person_id from samspil.notice where tenant_id = $1 and kind like 'agreement-decision-%' and path = $2`,
			[world.tenant, path]
		);
		return rows.length;
	};
	await remind(database.pools.jobs, '2026-05-15');
	expect(await told()).toBe(0);
	await remind(database.pools.jobs, '2026-05-18');
	expect(await told()).toBe(4);
	const look = (nextOn: string | null, base: number, lookId = randomUUID(), who = world.helper) =>
		world
			.as(who, '2026-06-01')
			.act((acting) =>
				lookAgain(acting, id, { ...at, base }, { id: lookId, note: 'Det virker', nextOn })
			);
	expect(await look('2026-06-01', 2)).toMatchObject({ reason: 'review-not-after-decision' });
	expect(await look('2026-12-01', 1)).toMatchObject({ reason: 'stale' });
	expect(await look('2026-12-01', 2, randomUUID(), world.mayor)).toMatchObject({ ok: true });
	const last = randomUUID();
	for (let time = 0; time < 2; time += 1)
		expect(await look(null, 3, last)).toMatchObject({ ok: true });
	expect(await look('2027-01-01', 4)).toMatchObject({ reason: 'not-decided-yet' });
	expect(await world.as(world.clerk).see(listSecondLooks(question))).toHaveLength(2);
	expect(await world.as(world.clerk).see(findQuestion(id, question))).toMatchObject([
		{ state: 'ended', reviewOn: null }
	]);
	await expect(
		database.pools.app.query(
			'select * from samspil.agreement_facts(gen_random_uuid(), current_date, null)'
		)
	).rejects.toThrow('permission denied');
});
