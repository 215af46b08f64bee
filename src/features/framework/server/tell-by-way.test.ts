/** How the framework in force gets known beyond the mail to partners, told as its people on a real database. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findSection } from '#features/documents/template.rules.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { addDays } from '#values/day.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { answerQuestions } from './answer-questions.ts';
import { takeBackTelling, tellByWay } from './tell-by-way.ts';
import { insertTelling, listTellings, markTakenBack } from './telling.queries.ts';
import { complete, decide, saved, submitted, type FrameworkWorld } from './test-framework.ts';

const database = await testDatabase();
const section = findSection(frameworkTemplate, 'dissemination')!;
const NOT_THERE = { ok: false, reason: 'not-there' };

/** In force, and told at a staff meeting by the volunteer of the shelter. */
async function story() {
	const world = await complete(database);
	const { volunteer } = world;
	const cells = {
		way: 'Personalemøde',
		audience: 'Natholdet',
		person: `${volunteer.person}.${volunteer.organisation}`
	};
	const typed: [string, string][] = [
		['dissemination-ways.shown', '1'],
		['version.dissemination-ways', '1'],
		['dissemination-ways.row', 'meeting'],
		...Object.entries(cells).map(([key, text]): [string, string] => [
			`dissemination-ways.cell.meeting.${key}`,
			text
		])
	];
	const marks = await Promise.all(
		section.fields.map(async ({ key }): Promise<[string, string]> => [
			`was.${key}`,
			await markOf(await saved(world, key))
		])
	);
	const kept = await world
		.as(world.leader)
		.act((acting) => answerQuestions(acting, section, [...typed, ...marks]));
	expect(kept).toMatchObject({ value: { saved: ['dissemination-ways'], problems: [] } });
	const version = await submitted(world);
	await decide(world, world.manager, version);
	await decide(world, world.outside, version);
	const { value } = await saved(world, 'dissemination-ways');
	const way = value.kind === 'rows' ? value.rows[0]!.id : '';
	const tell = (who: Someone, change: { on?: string; note?: string; id?: string } = {}) =>
		world
			.as(who, addDays(TODAY, 9))
			.act((acting) =>
				tellByWay(acting, version, { id: randomUUID(), way, on: TODAY, note: '', ...change })
			);
	return { world, version, way, tell };
}

const told = async (world: FrameworkWorld, who: Someone, version: string) =>
	(await world.as(who).see(listTellings(version))).flatMap(({ on, note, by, takenBackAt }) =>
		takenBackAt ? [] : [[on, note, by]]
	);

test('R-095 R-097 who is named is asked when a version is in force, says on which day it was told, and all at work read it', async () => {
	const { world, version, tell } = await story();
	const { rows } = await database.owner.query(
		`select person_id, path from samspil.notice where tenant_id = $1 and kind = 'framework-to-tell'`,
		[world.tenant]
	);
	expect(rows).toEqual([{ person_id: world.volunteer.person, path: '/framework/telling' }]);
	expect(await told(world, world.stranger, version)).toEqual([]);

	const id = randomUUID();
	expect(await tell(world.volunteer, { id, note: 'Otte kom' })).toEqual({ ok: true, value: true });
	expect(await tell(world.volunteer, { id, note: 'Otte kom' })).toEqual({ ok: true, value: true });
	expect(await tell(world.volunteer, { id, note: 'Ni kom' })).toMatchObject({
		ok: false,
		reason: 'sent-before'
	});
	expect(await tell(world.leader, { on: addDays(TODAY, 7) })).toEqual({ ok: true, value: true });
	const both = [
		[addDays(TODAY, 7), '', 'Lone Leder'],
		[TODAY, 'Otte kom', 'Viggo Vagt']
	];
	for (const who of [world.stranger, world.housing, world.leader])
		expect(await told(world, who, version)).toEqual(both);
});

test('R-097 nobody else says it, no day before the version was in force or to come, and no citizen is named', async () => {
	const { world, version, tell } = await story();
	for (const who of [world.stranger, world.outside, world.manager])
		expect(await tell(who)).toEqual({ ok: false, reason: 'not-a-teller' });
	expect(await tell(world.volunteer, { on: addDays(TODAY, -1) })).toEqual({
		ok: false,
		reason: 'told-before-in-force'
	});
	expect(await tell(world.volunteer, { on: addDays(TODAY, 10) })).toEqual({
		ok: false,
		reason: 'in-the-future'
	});
	expect(await tell(world.volunteer, { note: 'Med 010190-1234' })).toEqual({
		ok: false,
		reason: 'names-a-citizen'
	});
	expect(await told(world, world.leader, version)).toEqual([]);
});

test('R-097 what was written by mistake is taken back by those who write it, twice is once, and by nobody else', async () => {
	const { world, version, tell } = await story();
	const id = randomUUID();
	await tell(world.volunteer, { id, note: 'Otte kom' });
	const takeBack = (who: Someone, which = id) =>
		world.as(who).act((acting) => takeBackTelling(acting, version, which));
	expect(await takeBack(world.stranger)).toEqual({ ok: false, reason: 'not-a-teller' });
	expect(await takeBack(world.leader)).toEqual({ ok: true, value: true });
	expect(await takeBack(world.leader)).toEqual({ ok: true, value: true });
	// who tells by any of its ways is answered so too, and also of what is not there
	expect(await takeBack(world.volunteer)).toEqual({ ok: true, value: true });
	expect(await takeBack(world.volunteer, randomUUID())).toEqual({ ok: true, value: true });
	expect(await told(world, world.leader, version)).toEqual([]);
	// it stays, with what was said and by whom it was taken back; the record says it once
	const [kept] = await world.as(world.leader).see(listTellings(version));
	expect(kept).toMatchObject({ note: 'Otte kom', by: 'Viggo Vagt', takenBackBy: 'Lone Leder' });
	const { rows } = await database.owner.query(
		`select person_name, detail from samspil.audit_event where tenant_id = $1 and action = 'framework.not-told-by-way'`,
		[world.tenant]
	);
	expect(rows).toEqual([
		{ person_name: 'Lone Leder', detail: { telling: id, way: 'Personalemøde', on: TODAY } }
	]);
});

test('R-045 PostgreSQL itself lets nobody else write or take one away, and shows another municipality nothing', async () => {
	const { world, version, way, tell } = await story();
	const id = randomUUID();
	const write = (who: Someone, by: string) =>
		world
			.as(who)
			.act((acting) =>
				acting.run(insertTelling(version, { id, way: by, on: TODAY, note: '' }, 'x'))
			);
	await expect(write(world.stranger, way)).rejects.toThrow('row-level security');
	await expect(write(world.volunteer, 'no-such-row')).rejects.toThrow('row-level security');
	await tell(world.volunteer, { id });
	expect(
		await world.as(world.stranger).act((acting) => acting.run(markTakenBack(version, id, 'x')))
	).toBe(0);

	const other = await newWorld(database);
	const elsewhere = await other.worker('Else Væk', other.tenant, 'project-leader');
	expect(
		await other
			.as(elsewhere)
			.see(tables.selectFrom('framework_telling').select(['id']).where('version_id', '=', version))
	).toEqual([]);
	expect(await other.as(elsewhere).act((acting) => takeBackTelling(acting, version, id))).toEqual(
		NOT_THERE
	);
});
