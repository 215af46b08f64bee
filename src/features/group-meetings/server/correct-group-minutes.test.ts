/** Minutes of a group are kept as they were sent, and corrected by a request and an answer, as those of a coordinating meeting are. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { plainDocument } from '#server/print/plain-document.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { groupMinutesOf, hashOfMinutes } from '../group-minutes.rules.ts';
import {
	askGroupCorrection,
	declineGroupCorrection,
	takeInGroupCorrection
} from './correct-group-minutes.ts';
import {
	insertGroupSending,
	listGroupCorrections,
	listGroupSendings
} from './group-minutes.queries.ts';
import { addGroupItem } from './keep-group-agenda.ts';
import { closeGroupMeeting } from './keep-group-meeting.ts';
import { beginSeries } from './keep-series.ts';
import { printGroupMinutes } from './print-group-minutes.ts';
import { tickGroupAttendance, writeGroupOutcome } from './run-group-meeting.ts';
import { listGroupMeetings } from './series.queries.ts';
import { ITEM } from './test-item.ts';

const database = await testDatabase();
const DAY = '2027-01-12';
const NOW = new Date('2027-01-12T09:30:00Z');

/** A steering group of two, whose minutes have been closed; somebody of a party who does not sit in it, and a stranger. */
async function story({ isClosed = true } = {}) {
	const world = await newWorld(database);
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const shelter = await world.organisation('voluntary', 'Værestedet');
	const chair = await world.worker('Vera Vang', shelter, 'manager');
	const colleague = await world.worker('Otto Andersen', shelter);
	const stranger = await world.worker('Signe Strand', await world.organisation('voluntary', 'X'));
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	await world.seat(collaboration, 'steering', leader);
	await world.seat(collaboration, 'steering', chair);
	const on = (who: Someone, day: `${number}-${number}-${number}` = DAY) => world.as(who, day);
	await on(leader, '2027-01-11').act((acting) =>
		beginSeries(acting, collaboration, true, {
			id: randomUUID(),
			group: 'steering',
			purpose: 'Vi følger op',
			frequency: 'quarterly',
			firstOn: DAY,
			starts: '10:00',
			minutes: 90,
			place: 'Rådhuset'
		})
	);
	const meeting = (await on(leader).see(listGroupMeetings(collaboration))).at(-1)!;
	const ids = { collaboration, meeting: meeting.id };
	const item = randomUUID();
	await on(leader, '2027-01-11').act((acting) =>
		addGroupItem(acting, ids, { ...ITEM, id: item, title: 'Nøgler' })
	);
	await on(leader).act((acting) =>
		writeGroupOutcome(acting, ids, {
			...{ item, version: 1, outcome: 'Vera låser', outcomeKind: 'decision' as const },
			goesOn: false
		})
	);
	await on(leader).act((acting) => tickGroupAttendance(acting, ids, [chair.person], []));
	if (isClosed)
		expect(
			await on(leader).act((acting) => closeGroupMeeting(acting, ids, meeting.version, NOW))
		).toMatchObject({ ok: true });
	const ask = (who: Someone, words: { id?: string; item?: string | null; words?: string } = {}) =>
		on(who).act((acting) =>
			askGroupCorrection(acting, ids, { id: randomUUID(), item, words: 'Vera låser op', ...words })
		);
	const takeIn = (who: Someone, correction: string, text: string, version = 2) =>
		on(who).act((acting) => takeInGroupCorrection(acting, ids, { correction, version, text }, NOW));
	const decline = (who: Someone, correction: string, reason: string) =>
		on(who).act((acting) => declineGroupCorrection(acting, ids, { correction, reason }));
	const versions = () => on(chair).see(listGroupSendings(ids.meeting));
	const notices = async ({ person }: Someone) =>
		(
			await database.owner.query<{ kind: string }>(
				`select kind from samspil.notice where person_id = $1`,
				[person]
			)
		).rows.map(({ kind }) => kind);
	return {
		...{ world, leader, chair, colleague, stranger, ids, item, on, ask, takeIn, decline },
		...{ versions, notices }
	};
}

test('R-170, L-20 minutes are kept as they were sent, and are a PDF', async () => {
	const { versions, colleague, stranger, on, ids } = await story();
	const [kept, ...more] = await versions();
	expect(more).toEqual([]);
	expect(kept).toMatchObject({ sentByName: 'Lene Leder', sentAt: NOW });
	expect(kept!.hash).toBe(await hashOfMinutes(kept!.content));
	const printed = printGroupMinutes(kept!, 'da');
	const said = JSON.stringify(plainDocument(printed));
	for (const words of ['Vi følger op', 'Rådhuset', 'Vera Vang, ', 'Nøgler', 'Vera låser'])
		expect(said).toContain(words);
	expect(Buffer.from((await renderPdf(printed)).slice(0, 5)).toString()).toBe('%PDF-');
	// the collaboration reads them, and nobody else
	expect(await on(colleague).see(listGroupSendings(ids.meeting))).toHaveLength(1);
	expect(await on(stranger).see(listGroupSendings(ids.meeting))).toEqual([]);
});

test('somebody of the group asks, whoever keeps the meeting takes it in, and both versions are there', async () => {
	const { leader, chair, ask, takeIn, versions, notices, on, ids } = await story();
	const waits = async (who: Someone) => (await on(who).see(findWaiting()))[0]!;
	const id = randomUUID();
	expect(await ask(chair, { id })).toMatchObject({ ok: true });
	expect(await ask(chair, { id })).toMatchObject({ ok: true });
	expect(await ask(chair, { id, words: 'Andet' })).toMatchObject({ reason: 'sent-before' });
	expect(await notices(leader)).toContain('group-correction-asked');
	expect(await waits(leader)).toMatchObject({
		askedCorrections: 1,
		firstCorrectionAt: `/collaborations/${ids.collaboration}/meetings/${ids.meeting}/corrections`
	});
	expect((await waits(chair)).askedCorrections).toBe(0);
	expect(await takeIn(chair, id, 'Vera låser op')).toMatchObject({ reason: 'not-there' });
	expect(await takeIn(leader, id, 'Vera låser op', 1)).toMatchObject({ reason: 'stale' });
	expect(await takeIn(leader, id, 'Vera låser')).toMatchObject({
		reason: 'correction-changes-nothing'
	});
	expect(await takeIn(leader, id, 'Vera låser op')).toMatchObject({ ok: true });
	expect(await takeIn(leader, id, 'Vera låser op')).toMatchObject({ ok: true });
	expect((await waits(leader)).askedCorrections).toBe(0);
	expect((await versions()).map(({ content }) => content.outcomes.at(-1)).toSorted()).toEqual([
		'Vera låser',
		'Vera låser op'
	]);
	expect(await notices(chair)).toContain('group-minutes-corrected');
});

test('it is declined with a reason, once', async () => {
	const { leader, chair, ask, decline, takeIn, on, ids, notices } = await story();
	const id = randomUUID();
	await ask(chair, { id, item: null });
	expect(await decline(leader, id, 'Det var sådan')).toMatchObject({ ok: true });
	expect(await takeIn(leader, id, 'x')).toMatchObject({ reason: 'correction-answered' });
	expect(await on(chair).see(listGroupCorrections(ids.meeting))).toMatchObject([
		{ answer: 'declined', reason: 'Det var sådan', answeredByName: 'Lene Leder' }
	]);
	expect(await notices(chair)).toContain('group-correction-declined');
});

test('nobody asks who took no part, and nothing is asked before the minutes are closed', async () => {
	const { colleague, stranger, chair, ask, on, ids } = await story();
	expect(await ask(colleague)).toMatchObject({ reason: 'took-no-part' });
	expect(await ask(stranger)).toMatchObject({ reason: 'not-there' });
	expect(await ask(chair, { item: randomUUID() })).toMatchObject({ reason: 'no-such-item' });
	const early = await story({ isClosed: false });
	expect(await early.ask(early.chair)).toMatchObject({ reason: 'minutes-not-sent' });
	// PostgreSQL lets nobody but whoever keeps the meeting put a version there
	const kept = groupMinutesOf(
		{ purpose: '', startsAt: NOW, endsAt: NOW, place: '', minutes: 'x', treated: [] },
		[],
		[],
		[]
	);
	const forged = { id: randomUUID(), content: kept, hash: 'a'.repeat(64), by: 'x', at: NOW };
	await expect(
		on(chair).act((acting) => acting.run(insertGroupSending(ids.meeting, forged)))
	).rejects.toThrow();
});

test('one who was there and sits in the group no more asks all the same', async () => {
	const { world, leader, chair, ask, decline, ids } = await story();
	await database.owner.query(
		`update samspil.group_member set until = '2027-01-11' where tenant_id = $1 and collaboration_id = $2 and person_id = $3`,
		[world.tenant, ids.collaboration, chair.person]
	);
	const id = randomUUID();
	expect(await ask(chair, { id })).toMatchObject({ ok: true });
	expect(await decline(leader, id, 'Nej')).toMatchObject({ ok: true });
});
