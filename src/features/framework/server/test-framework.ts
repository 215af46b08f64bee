/** A municipality with a framework and its people, for tests of the framework, and its way told in short. */
import type { Posted } from '#features/documents/form.rules.ts';
import { answerTo, fieldsOf, findSection } from '#features/documents/template.rules.ts';
import type { TestDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { addMonths } from '#values/day.ts';
import { answersOf, markOfDraft } from '../draft.rules.ts';
import { frameworkTemplate as template } from '../framework-template.rules.ts';
import { listAnswers, listPool } from './answer.queries.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { answerQuestions } from './answer-questions.ts';
import { beginFramework } from './begin-framework.ts';
import { decideVersion } from './decide-version.ts';
import { findFramework } from './framework.queries.ts';
import { involveProjectGroup } from './involve-project-group.ts';
import { submitFramework } from './submit-framework.ts';
import { findVersion } from './version.queries.ts';

const audience = findSection(template, 'audience')!;
const plans = findSection(template, 'plans')!;

export type FrameworkWorld = Awaited<ReturnType<typeof newFrameworkWorld>>;

/** A municipality whose framework has just been begun, with a valid steering group and a project group. */
export async function newFrameworkWorld(database: TestDatabase) {
	const world = await newWorld(database);
	const shelter = await world.organisation('voluntary', 'Nattely');
	const homes = await world.organisation('housing', 'Solby Boliger');
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const deputy = await world.worker('Dan Dahl', world.tenant);
	const manager = await world.worker('Mads Chef', world.tenant, 'manager');
	const outside = await world.worker('Vera Vang', shelter, 'manager');
	const housing = await world.worker('Henrik Hus', homes, 'manager');
	const volunteer = await world.worker('Viggo Vagt', shelter, 'volunteer');
	const stranger = await world.worker('Stine Stær', world.tenant);

	const collaboration = await world.collaboration(leader, shelter, homes);
	for (const member of [leader, manager, outside])
		await world.seat(collaboration, 'steering', member);
	for (const member of [leader, volunteer]) await world.seat(collaboration, 'project', member);
	const people = { leader, deputy, manager, outside, housing, volunteer, stranger };
	return { ...world, ...people, shelter, homes, collaboration };
}

/** What the leader wishes for in the submission of these tests. */
export const wish = async (world: FrameworkWorld) => ({
	id: crypto.randomUUID(),
	summary: 'Nye tolke',
	nextUpdateOn: '2026-10-01',
	responsible: world.leader.person,
	read: await draftNow(world)
});

/** The mark of the draft as the leader reads it now. */
export async function draftNow(world: FrameworkWorld): Promise<string> {
	const as = world.as(world.leader);
	return markOfDraft(answersOf(await as.see(listAnswers()), await as.see(listPool())));
}

/** A framework just begun. */
export async function begun(database: TestDatabase) {
	const world = await newFrameworkWorld(database);
	await world.as(world.leader).act((acting) => beginFramework(acting, world.collaboration));
	return world;
}

/** Everything said not to apply but the partners; the project group involved. */
export async function complete(database: TestDatabase) {
	const world = await begun(database);
	const posted: [string, string][] = [
		...fieldsOf(template)
			.filter(({ key }) => key !== 'relevant-partners')
			.flatMap(({ key }): [string, string][] => [
				[`${key}.not-applicable`, 'on'],
				[`${key}.reason`, 'Prøve']
			]),
		['relevant-partners.organisation', world.shelter],
		['relevant-partners.organisation', world.homes]
	];
	for (const section of template.sections) {
		const marks = await Promise.all(
			section.fields.map(async ({ key }): Promise<[string, string]> => [
				`was.${key}`,
				await markOf(await saved(world, key))
			])
		);
		await world
			.as(world.leader)
			.act((acting) => answerQuestions(acting, section, [...posted, ...marks]));
	}
	await world.as(world.leader).act((acting) =>
		involveProjectGroup(acting, {
			id: crypto.randomUUID(),
			kind: 'meeting',
			on: TODAY,
			note: ''
		})
	);
	return world;
}

/** A framework in force. */
export async function established(database: TestDatabase) {
	const world = await complete(database);
	const version = await submitted(world);
	await decide(world, world.manager, version);
	await decide(world, world.outside, version);
	return { world, version };
}

/** Puts the framework forward as `who`; on a later day than the usual, to be updated next five months on. */
export async function submit(world: FrameworkWorld, who: Someone, today = TODAY) {
	const wished = await wish(world);
	if (today !== TODAY) wished.nextUpdateOn = addMonths(today, 5);
	return world.as(who, today).act((acting) => submitFramework(acting, wished));
}

/** Puts it forward as the leader; answers the version. */
export async function submitted(world: FrameworkWorld): Promise<string> {
	const outcome = await submit(world, world.leader);
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
	return outcome.value;
}

/** Decides on what the person sees of the version. */
export async function decide(
	world: FrameworkWorld,
	who: Someone,
	version: string,
	{
		today = TODAY,
		...change
	}: { verdict?: 'approve' | 'return'; comment?: string; today?: string } = {}
) {
	const [found] = await world.as(who, today).see(findVersion(version));
	const hash = found?.hash ?? 'a'.repeat(64);
	return world
		.as(who, today)
		.act((acting) =>
			decideVersion(acting, version, { verdict: 'approve', comment: '', hash, ...change })
		);
}

/** Posts to the first section; a field whose mark is not given is one that was empty when the page was shown. */
export async function answer(world: FrameworkWorld, who: Someone, typed: Posted) {
	const marks = await Promise.all(
		audience.fields
			.filter(({ key }) => !typed.some(([name]) => name === `was.${key}`))
			.map(async (field): Promise<[string, string]> => [
				`was.${field.key}`,
				await markOf(answerTo(field, {}))
			])
	);
	return world.as(who).act((acting) => answerQuestions(acting, audience, [...typed, ...marks]));
}

/** A next version in force that names these kinds of plan, each with the organisations that have access; null where it does not say. */
export async function namePlanTypes(
	world: FrameworkWorld,
	types: readonly string[],
	access: readonly (readonly string[])[] | null
): Promise<void> {
	const posted: [string, string][] = [
		...types.flatMap((name, at): [string, string][] => [
			['plan-types.row', `t-${at}`],
			[`plan-types.cell.t-${at}.name`, name],
			[`plan-types.cell.t-${at}.where`, 'Et sted']
		]),
		...(access ?? []).flatMap((each, at) =>
			each.map((one): [string, string] => ['plan-access.access', `t-${at}/${one}`])
		),
		['plan-access.not-applicable', access === null ? 'on' : ''],
		['plan-access.reason', access === null ? 'Ikke endnu' : '']
	];
	const rows = await world.as(world.leader).see(listAnswers());
	const marks = await Promise.all(
		['plan-types', 'plan-access'].map(async (key): Promise<[string, string][]> => [
			[`was.${key}`, await markOf(await saved(world, key))],
			[`version.${key}`, String(rows.find(({ field }) => field === key)?.version ?? 0)]
		])
	);
	const answered = await world
		.as(world.leader)
		.act((acting) => answerQuestions(acting, plans, [...posted, ...marks.flat()]));
	if (!answered.ok || answered.value.saved.length === 0) throw new Error(JSON.stringify(answered));
	const version = await submitted(world);
	for (const who of [world.manager, world.outside]) await decide(world, who, version);
}

/** The answer to a question as it stands. */
export async function saved(world: FrameworkWorld, key: string) {
	const [rows, pool] = await world.as(world.leader).read(listAnswers(), listPool());
	const field = fieldsOf(template).find((each) => each.key === key)!;
	return answerTo(field, answersOf(rows, pool));
}

/** The framework as its leader sees it. */
export async function framework(world: FrameworkWorld) {
	const [rows] = await world.as(world.leader).read(findFramework());
	if (!rows[0]) throw new Error('no framework');
	return [rows[0]] as const;
}
