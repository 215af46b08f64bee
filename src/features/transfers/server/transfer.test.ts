/** Handing over and asking to take over, told through the door on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { appointTovholder } from '#features/pathways/server/appoint-tovholder.ts';
import { askPartner } from '#features/pathways/server/involve-partner.ts';
import { findPartner, listPartners } from '#features/pathways/server/partner.queries.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { findAllotment, listHolders } from '#features/pathways/server/tovholder.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import type { ThreadsOffered } from '../transfer.rules.ts';
import { answerTransfer, declineTransfer, passOn, withdrawTransfer } from './answer-transfer.ts';
import { askToTakeOver, handOverThreads, handOverWork } from './begin-transfer.ts';
import {
	findTransfer,
	listTransferRequests,
	listTransfers,
	listUnderWay,
	listWishes
} from './transfer.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };
const QUESTION = 'Vil du samle trådene for en mand midt i trediverne?';

const offerTo = (
	{ person, organisation }: Someone,
	change: Partial<ThreadsOffered> = {}
): ThreadsOffered => ({
	person,
	organisation: organisation!,
	reason: 'Amina ser hende hver uge',
	question: QUESTION,
	citizenPart: 'present',
	citizenNote: '',
	handoverUntil: '2026-05-20',
	answerBefore: '2026-05-11',
	...change
});
const offer = (
	world: World,
	by: Someone,
	pathway: string,
	to: Someone,
	id: string = randomUUID(),
	change: Partial<ThreadsOffered> = {}
) => world.as(by).act((acting) => handOverThreads(acting, pathway, id, offerTo(to, change)));
const answer = (
	world: World,
	who: Someone,
	id: string,
	yes: boolean,
	{ note = '', today = TODAY } = {}
) => world.as(who, today).act((acting) => answerTransfer(acting, id, yes, note));
const appoint = (world: World, by: Someone, pathway: string, to: Someone, version = 1) =>
	world.as(by).act((acting) =>
		appointTovholder(
			acting,
			pathway,
			version,
			{
				person: to.person,
				organisation: to.organisation!,
				reason: 'Kender hende',
				route: 'direct',
				citizenPart: 'present',
				citizenNote: '',
				agreedOn: '2026-05-04',
				heardBy: 'Lea',
				handoverUntil: null
			},
			randomUUID()
		)
	);
const isOpenTo = async (world: World, someone: Someone, pathway: string, today = TODAY) =>
	(await world.as(someone, today).see(findHead(pathway))).length === 1;
const told = async (world: World, kind: string) =>
	(
		await database.owner.query(
			'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2',
			[world.tenant, kind]
		)
	).rows;

async function offered() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const next = await world.worker('Nina Ny', await world.organisation('private', 'Klinikken'));
	const id = randomUUID();
	for (let twice = 0; twice < 2; twice++)
		expect(await offer(world, story.tovholder, story.pathway, next, id)).toEqual(DONE);
	return { world, next, id, ...story };
}

test('R-112 the threads go over when the receiver says yes and not before, and the one before reads on until the day that was said', async () => {
	const { world, next, id, pathway, tovholder, leader } = await offered();
	expect(await told(world, 'transfer-asked')).toEqual([{ person: next.person, path: '/requests' }]);
	expect(await isOpenTo(world, next, pathway)).toBe(false);
	expect(await world.as(next).see(listTransferRequests())).toEqual([
		expect.objectContaining({ id, role: 'tovholder', question: QUESTION, askedBy: tovholder.name })
	]);
	for (let twice = 0; twice < 2; twice++)
		expect(await answer(world, next, id, true, { note: 'Gerne' })).toEqual({
			ok: true,
			value: { pathway }
		});
	const [now, before] = await world.as(next).see(listHolders(pathway));
	expect(now).toMatchObject({ name: next.name, kind: 'final', decidedBy: tovholder.name });
	expect(before).toMatchObject({ until: now!.since, handoverUntil: '2026-05-20' });
	expect(await isOpenTo(world, tovholder, pathway, '2026-05-20')).toBe(true);
	expect(await isOpenTo(world, tovholder, pathway, '2026-05-21')).toBe(false);
	expect(await world.as(next).see(findAllotment(pathway))).toMatchObject([
		{ decidedOn: TODAY, tovholder: next.name, version: 2 }
	]);
	// One record, with both organisations by name as they were.
	await database.owner.query(`update samspil.organisation set name = 'Nyt navn' where id = $1`, [
		next.organisation
	]);
	const all = await world.as(next).see(listTransfers(pathway));
	expect(all).toMatchObject([
		{
			verb: 'hand-over',
			state: 'accepted',
			from: tovholder.name,
			to: next.name,
			toOrganisation: expect.stringMatching(/^Klinikken/),
			reason: 'Amina ser hende hver uge',
			answerNote: 'Gerne'
		}
	]);
	expect((await told(world, 'tovholder-appointed')).map(({ person }) => person)).toContain(
		leader.person
	);
});

test('R-150 a no leaves nothing behind with whoever was asked, and the tovholder reads it', async () => {
	const { world, next, id, pathway, tovholder } = await offered();
	expect(await answer(world, next, id, false, { note: 'Har ikke tid' })).toEqual({
		ok: true,
		value: { pathway: null }
	});
	expect(await world.as(next).see(listTransferRequests())).toEqual([]);
	expect(await world.as(next).see(findTransfer(pathway, id))).toEqual([]);
	expect(await answer(world, next, id, true)).toMatchObject({ reason: 'request-answered-before' });
	expect(await world.as(tovholder).see(listTransfers(pathway))).toMatchObject([
		{ state: 'declined', answeredBy: next.name, answerNote: 'Har ikke tid' }
	]);
	expect(await told(world, 'transfer-declined')).toEqual([
		{ person: tovholder.person, path: `/pathways/${pathway}/transfers` }
	]);
});

test('an offer ends with its day, when it is taken back, and when somebody else is chosen', async () => {
	const late = await offered();
	expect(await answer(late.world, late.next, late.id, true, { today: '2026-05-12' })).toMatchObject(
		{
			reason: 'request-not-open'
		}
	);
	const back = await offered();
	const { world, tovholder, pathway, id, next } = back;
	expect(await offer(world, tovholder, pathway, next)).toMatchObject({
		reason: 'transfer-under-way'
	});
	const take = (version: number) =>
		world.as(tovholder).act((acting) => withdrawTransfer(acting, pathway, id, version));
	expect(await take(7)).toMatchObject({ reason: 'transfer-changed-meanwhile' });
	for (let twice = 0; twice < 2; twice++) expect(await take(1)).toEqual(DONE);
	expect(await world.as(next).see(listTransferRequests())).toEqual([]);
	expect(await answer(world, next, id, true)).toMatchObject({ reason: 'request-not-open' });
	const other = await offered();
	const helper = other.helper;
	await appoint(other.world, other.leader, other.pathway, helper);
	expect(await answer(other.world, other.next, other.id, true)).toMatchObject({ ok: false });
	expect(await other.world.as(helper).see(listTransfers(other.pathway))).toMatchObject([
		{ verb: 'assign', to: helper.name, from: other.tovholder.name },
		{ verb: 'hand-over', state: 'overtaken' }
	]);
});

test('R-101 many who decide at the same moment leave one tovholder, and a history without gap or overlap', async () => {
	for (let round = 0; round < 3; round++) {
		const { world, next, id, pathway, tovholder, helper, leader } = await offered();
		const others = await Promise.all(
			['A', 'B', 'C'].map((name) => world.worker(name, world.tenant))
		);
		await Promise.allSettled([
			answer(world, next, id, true),
			answer(world, next, id, true),
			...others.map((other) => appoint(world, leader, pathway, other)),
			appoint(world, tovholder, pathway, helper),
			answer(world, next, id, false)
		]);
		const { rows } = await database.owner.query(
			`select since, until, follows from samspil.tovholder where pathway_id = $1 order by since`,
			[pathway]
		);
		expect(rows.filter(({ until }) => until === null)).toHaveLength(1);
		for (const [index, { since, follows }] of rows.entries()) {
			expect(follows).toEqual(index === 0 ? null : rows[index - 1].until);
			if (index > 0) expect(since).toEqual(rows[index - 1].until);
		}
		const { rows: open } = await database.owner.query(
			`select id from samspil.transfer where pathway_id = $1 and state in ('proposed', 'asked')`,
			[pathway]
		);
		expect(open).toEqual([]);
	}
});

test('R-101 PostgreSQL itself keeps a second tovholder, a gap and an overlap out', async () => {
	const { pathway, tovholder, helper, world } = await offered();
	const chain = (since: string, follows: string | null, until: string | null) =>
		database.owner.query(
			`insert into samspil.tovholder (tenant_id, id, pathway_id, person_id, organisation_id, person_name, organisation_name, kind, since, follows, until, route)
			values ($1, gen_random_uuid(), $2, $3, $4, 'x', 'x', 'temporary', $5, $6, $7, 'direct')`,
			[world.tenant, pathway, helper.person, helper.organisation, since, follows, until]
		);
	const at = '2026-04-01T10:00:00Z';
	await expect(chain(at, null, null)).rejects.toThrow('duplicate key');
	await expect(chain(at, at, '2026-04-02T10:00:00Z')).rejects.toThrow('foreign key');
	expect(await isOpenTo(world, tovholder, pathway)).toBe(true);
});

test('an agreed partner asks to take the threads over; the project leader learns who and nothing else; a decision answers it', async () => {
	const world = await newWorld(database);
	const { pathway, helper, tovholder, leader, citizen } = await world.coordinatedPathway();
	const id = randomUUID();
	const wish = (who: Someone, wished = id) =>
		world
			.as(who)
			.act((acting) => askToTakeOver(acting, pathway, wished, 'Vi ses hver dag i Værestedet'));
	for (let twice = 0; twice < 2; twice++) expect(await wish(helper)).toEqual(DONE);
	expect(await wish(helper, randomUUID())).toMatchObject({ reason: 'transfer-under-way' });
	for (const other of [tovholder, leader, citizen]) expect(await wish(other)).toEqual(NOT_THERE);
	const [known] = await world.as(leader).see(listWishes(pathway));
	expect(known).toMatchObject({ name: helper.name });
	expect(JSON.stringify(known)).not.toMatch(/Værestedet i|hver dag/);
	expect(await world.as(leader).see(findTransfer(pathway, id))).toEqual([]);
	expect(await world.as(helper).see(listWishes(pathway))).toEqual([]);
	expect((await told(world, 'transfer-proposed')).map(({ person }) => person)).toEqual([
		tovholder.person
	]);
	expect((await told(world, 'take-over-asked')).map(({ person }) => person)).toEqual([
		leader.person
	]);
	expect(await appoint(world, leader, pathway, helper)).toMatchObject({ ok: true });
	expect(await world.as(helper).see(listTransfers(pathway))).toMatchObject([
		{ verb: 'take-over', state: 'accepted', to: helper.name, from: tovholder.name }
	]);
});

test('a wish to take over is declined by the tovholder or the project leader, and by nobody else', async () => {
	for (const which of ['tovholder', 'leader'] as const) {
		const world = await newWorld(database);
		const story = await world.coordinatedPathway();
		const { pathway, helper, colleague } = story;
		const id = randomUUID();
		await world.as(helper).act((acting) => askToTakeOver(acting, pathway, id, 'Vi ses tit'));
		const decline = (who: Someone) =>
			world.as(who).act((acting) => declineTransfer(acting, pathway, id, 1, 'Ikke endnu'));
		const neighbour = await world.coordinatedPathway();
		for (const other of [helper, colleague, neighbour.tovholder, story.citizen])
			expect(await decline(other)).toEqual(NOT_THERE);
		for (let twice = 0; twice < 2; twice++) expect(await decline(story[which])).toEqual(DONE);
		expect(await told(world, 'transfer-declined')).toEqual([
			{ person: helper.person, path: `/pathways/${pathway}/transfers` }
		]);
	}
});

test('R-126, R-149 a partner’s work goes over when the tovholder passes it on and the other says yes; open tasks go along', async () => {
	const world = await newWorld(database);
	const { pathway, helper, tovholder, shelter, citizen } = await world.coordinatedPathway();
	const task = await world.task(pathway, 'housing', tovholder, 'Følges til møde', helper);
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const id = randomUUID();
	const work = {
		organisation: club,
		reason: 'Hans flytter',
		question: 'Har I plads til en mentor for en ung mand?'
	};
	const begin = (who: Someone) =>
		world.as(who).act((acting) => handOverWork(acting, pathway, id, work));
	for (const other of [tovholder, mentor, citizen]) expect(await begin(other)).toEqual(NOT_THERE);
	for (let twice = 0; twice < 2; twice++) expect(await begin(helper)).toEqual(DONE);
	expect(await world.as(mentor).see(listTransferRequests())).toEqual([]);
	expect(await answer(world, mentor, id, true)).toMatchObject({ reason: 'request-not-open' });

	const asked = { question: work.question, answerBefore: null, people: [mentor.person] };
	const pass = (who: Someone, question = asked.question) =>
		world.as(who).act((acting) => passOn(acting, pathway, id, 1, { ...asked, question }));
	expect(await pass(helper)).toEqual(NOT_THERE);
	expect(await pass(tovholder, 'Til Amina')).toMatchObject({ reason: 'names-the-citizen' });
	for (let twice = 0; twice < 2; twice++) expect(await pass(tovholder)).toEqual(DONE);
	expect(await world.as(mentor).see(listTransferRequests())).toMatchObject([
		{ id, role: 'partner', askedBy: tovholder.name }
	]);
	expect(await isOpenTo(world, mentor, pathway)).toBe(false);
	expect(await answer(world, mentor, id, true)).toMatchObject({ value: { pathway } });
	expect(await isOpenTo(world, mentor, pathway)).toBe(true);
	expect(await isOpenTo(world, helper, pathway)).toBe(false);
	const partners = await world.as(tovholder).see(listPartners(pathway));
	expect(partners.map(({ organisation, state }) => [organisation, state])).toEqual([
		[club, 'agreed'],
		[shelter, 'ended']
	]);
	const { rows } = await database.owner.query(
		'select responsible_name as name, responsible_organisation_id as at from samspil.task where id = $1',
		[task]
	);
	expect(rows).toEqual([{ name: mentor.name, at: club }]);
	expect(await world.as(tovholder).see(listTransfers(pathway))).toMatchObject([
		{ verb: 'hand-over', role: 'partner', from: helper.name, state: 'accepted' }
	]);
});

test('an organisation that is asked to help is a reference of its own, answered as it is answered', async () => {
	const world = await newWorld(database);
	const { pathway, tovholder } = await world.coordinatedPathway();
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const partner = await world.partner(pathway, club, 'planned');
	await world.as(tovholder).act((acting) =>
		askPartner(acting, pathway, partner, 1, {
			question: 'Har I en mentor?',
			answerBefore: null,
			people: [mentor.person]
		})
	);
	expect(await world.as(tovholder).see(listTransfers(pathway))).toMatchObject([
		{ verb: 'refer', state: 'asked', from: tovholder.name, question: 'Har I en mentor?' }
	]);
	expect(await world.as(tovholder).see(findPartner(pathway, partner))).toHaveLength(1);
});

test('nobody else begins, reads or answers: strangers, other partners, another’s receiver, my pathway with your id', async () => {
	const story = await offered();
	const { world, id, pathway, next, helper, colleague, leader, citizen, shelter } = story;
	const companion = await world.companion(pathway, 'Sif Søster', ['contact', 'housing']);
	const neighbour = await world.coordinatedPathway();
	const outside = await (await newWorld(database)).coordinatedPathway();
	const elsewhere = await world.session(next.person, next.name, {
		hat: 'organisation',
		organisation: shelter
	});
	const weak = await world.session(next.person, next.name, {
		hat: 'organisation',
		organisation: next.organisation,
		strong: false
	});
	const others = [helper, colleague, leader, companion, neighbour.tovholder, outside.tovholder];
	for (const other of [...others, await world.administrator(), elsewhere, weak]) {
		expect(await world.as(other).see(listTransferRequests())).toEqual([]);
		expect(await world.as(other).see(listUnderWay(pathway))).toEqual([]);
		expect(await answer(world, other, id, true)).toMatchObject({ reason: 'request-not-open' });
		expect(await offer(world, other, pathway, next)).toEqual(NOT_THERE);
		expect(await world.as(other).act((acting) => withdrawTransfer(acting, pathway, id, 1))).toEqual(
			NOT_THERE
		);
	}
	expect(await world.as(citizen).see(listUnderWay(pathway))).toHaveLength(1);
	const { tovholder: theirs, pathway: mine } = neighbour;
	expect(await world.as(theirs).see(findTransfer(mine, id))).toEqual([]);
	expect(await world.as(theirs).act((acting) => withdrawTransfer(acting, mine, id, 1))).toEqual(
		NOT_THERE
	);
	expect(await isOpenTo(world, story.tovholder, pathway)).toBe(true);
});
