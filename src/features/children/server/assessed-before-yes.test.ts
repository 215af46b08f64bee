/** R-213 wherever somebody comes in: the work handed over, a question that stands, and a child who was thought to be grown up. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { correctBirthDate } from '#features/citizens/server/correct-birth-date.ts';
import { answerRequest } from '#features/pathways/server/answer-request.ts';
import { askPartner } from '#features/pathways/server/involve-partner.ts';
import { answerTransfer, passOn } from '#features/transfers/server/answer-transfer.ts';
import { handOverWork } from '#features/transfers/server/begin-transfer.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { awaitingAssessment } from '../child.rules.ts';
import { findChild } from './child.queries.ts';
import { assess } from './keep-child.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const AWAITED = { ok: false, reason: 'assessment-awaited' };
const QUESTION = 'Har I plads til en mentor?';

async function around(birthDate: string) {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, helper } = story;
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const born = (day: string) =>
		database.owner.query('update samspil.citizen set birth_date = $2 where id = $1', [
			story.citizen.citizen,
			day
		]);
	await born(birthDate);
	const assessed = () =>
		world.as(tovholder).act((acting) =>
			assess(acting, pathway, randomUUID(), {
				organisation: club,
				need: 'Støtte efter skole',
				effort: 'En mentor',
				assessedBy: 'Ida Iversen',
				profession: 'psykolog',
				assessedOn: TODAY
			})
		);
	const id = randomUUID();
	const handOver = () =>
		world.as(helper).act((acting) =>
			handOverWork(acting, pathway, id, {
				organisation: club,
				reason: 'Hans flytter',
				question: QUESTION
			})
		);
	const pass = () =>
		world.as(tovholder).act((acting) =>
			passOn(acting, pathway, id, 1, {
				question: QUESTION,
				answerBefore: null,
				people: [mentor.person]
			})
		);
	const answer = (yes: boolean) =>
		world.as(mentor).act((acting) => answerTransfer(acting, id, yes, ''));
	const told = async () =>
		(
			await database.owner.query(
				`select person_id as person from samspil.notice where tenant_id = $1 and kind = 'assessment-awaited'`,
				[world.tenant]
			)
		).rows;
	const awaited = async () => {
		const [child] = await world.as(tovholder).see(findChild(pathway));
		return child && awaitingAssessment(child.organisations, child.assessments);
	};
	return { world, ...story, club, mentor, born, assessed, handOver, pass, answer, told, awaited };
}

test('R-213 a child’s helper’s work is passed on to nobody before the need is assessed for them', async () => {
	const { pathway, handOver, pass, answer, assessed } = await around('2012-02-03');
	expect(await handOver()).toEqual(DONE);
	expect(await pass()).toEqual({ ok: false, reason: 'child-not-assessed' });
	expect(await assessed()).toEqual(DONE);
	expect(await pass()).toEqual(DONE);
	expect(await answer(true)).toEqual({ ok: true, value: { pathway } });
});

test('R-213 a yes to taking work over waits for the assessment, also where the organisation was asked before; a no does not', async () => {
	for (const before of ['none', 'planned', 'declined', 'ended'] as const) {
		const { world, pathway, club, born, handOver, pass, answer, assessed, told, tovholder } =
			await around('1990-02-03');
		if (before !== 'none') await world.partner(pathway, club, before);
		expect(await handOver()).toEqual(DONE);
		expect(await pass()).toEqual(DONE);
		await born('2012-02-03');
		for (let twice = 0; twice < 2; twice++) expect(await answer(true)).toEqual(AWAITED);
		expect(await told()).toEqual([{ person: tovholder.person }]);
		if (before === 'planned') {
			expect(await answer(false)).toEqual({ ok: true, value: { pathway: null } });
			continue;
		}
		expect(await assessed()).toEqual(DONE);
		expect(await answer(true)).toEqual({ ok: true, value: { pathway } });
	}
});

test('R-213 PostgreSQL itself lets nobody in to a child by a new row', async () => {
	const { world, handOver, pass, born, mentor, pathway } = await around('1990-02-03');
	await handOver();
	await pass();
	await born('2012-02-03');
	await expect(
		world.as(mentor).act((acting) =>
			acting.run({
				compile: () =>
					({
						sql: `select samspil.answer_transfer(x.id, true, '') from samspil.transfer_request x`,
						parameters: [],
						query: { kind: 'RawNode' }
					}) as never
			})
		)
	).rejects.toThrow('professional assessment');
	expect(await world.as(mentor).see(findChild(pathway))).toEqual([]);
});

test('R-213 a birth date corrected to a child’s while a question stands asks for the assessment', async () => {
	const { world, pathway, club, mentor, tovholder, awaited, assessed, told } =
		await around('1990-02-03');
	const partner = await world.partner(pathway, club, 'planned');
	await world.as(tovholder).act((acting) =>
		askPartner(acting, pathway, partner, 1, {
			question: QUESTION,
			answerBefore: null,
			people: [mentor.person]
		})
	);
	expect(await awaited()).toBeUndefined();
	const { rows } = await database.owner.query(
		'select c.version from samspil.citizen c join samspil.pathway p on p.citizen_id = c.id where p.id = $1',
		[pathway]
	);
	expect(
		await world.as(tovholder).act((acting) =>
			correctBirthDate(acting, pathway, {
				version: rows[0].version,
				birthDate: '2012-02-03',
				ground: 'typed-wrong'
			})
		)
	).toEqual(DONE);
	expect(await awaited()).toMatchObject([{ id: club, isAsked: true }]);
	const answer = () =>
		world.as(mentor).act((acting) => answerRequest(acting, partner, true, 'Gerne'));
	expect(await answer()).toEqual(AWAITED);
	expect(await told()).toEqual([{ person: tovholder.person }]);
	expect(await assessed()).toEqual(DONE);
	expect(await awaited()).toEqual([]);
	expect(await answer()).toEqual({ ok: true, value: { pathway } });
});
