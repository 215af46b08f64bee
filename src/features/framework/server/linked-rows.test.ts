/** Rows of the framework that point to what is kept here: an agreement, somebody, an organisation. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Posted } from '#features/documents/form.rules.ts';
import { listAgreementsByTitle } from '#features/documents/server/document.queries.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { findSection } from '#features/documents/template.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import type { Someone } from '#server/database/test-world.ts';
import { showKept } from '#features/agreements/show-kept.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { showSeries } from '../show-series.ts';
import { listSeriesToPointTo } from './linked.queries.ts';
import { listPeopleOfDraft } from './people.queries.ts';
import { answerQuestions } from './answer-questions.ts';
import { begun, saved, type FrameworkWorld } from './test-framework.ts';

const database = await testDatabase();
const organisation = findSection(frameworkTemplate, 'organisation')!;

/** Posts to the section on how the effort is organised; the page showed what is saved now. */
async function answer(world: FrameworkWorld, who: Someone, typed: Posted) {
	const marks = await Promise.all(
		organisation.fields.map(async (field): Promise<[string, string]> => [
			`was.${field.key}`,
			await markOf(await saved(world, field.key))
		])
	);
	return world.as(who).act((acting) => answerQuestions(acting, organisation, [...typed, ...marks]));
}

/** An agreement in the making, between the municipality and the one who begins it. */
async function agreement(world: FrameworkWorld, by: Someone, parties: string[]): Promise<string> {
	const id = randomUUID();
	await world.insert('document', {
		tenant_id: world.tenant,
		id,
		kind: 'agreement',
		template_key: 'cooperation-contract',
		template_edition: 1,
		title: 'Partnerskabsaftale',
		agreed_by: 'signature',
		sections: [],
		begun_by: by.person,
		begun_by_organisation: by.organisation
	});
	for (const [place, organisation] of parties.entries())
		await world.insert('document_party', {
			tenant_id: world.tenant,
			document_id: id,
			organisation_id: organisation,
			place
		});
	return id;
}

/** One row of the agreements between the municipality and others. */
const row = (cells: Record<string, string>): [string, string][] => [
	['agreements.shown', '1'],
	['version.agreements', '0'],
	['agreements.row', 'municipal-others/r1'],
	...Object.entries(cells).map(
		([key, text]) => [`agreements.cell.r1.${key}`, text] as [string, string]
	)
];
const cellsOf = async (world: FrameworkWorld) => {
	const { value } = await saved(world, 'agreements');
	return value.kind === 'groups' ? value.groups['municipal-others']?.rows[0]?.cells : undefined;
};

test('R-081 a row points to an agreement kept here, which is shown as it stands to whoever reads it', async () => {
	const world = await begun(database);
	const { leader, tenant, volunteer } = world;
	const id = await agreement(world, leader, [tenant]);
	const typed = { name: 'Partnerskabsaftale', parties: 'Solby og Kilden', agreement: id };
	expect(await answer(world, leader, row(typed))).toMatchObject({
		value: { saved: ['agreements'], problems: [] }
	});
	expect(await cellsOf(world)).toEqual(typed);
	const seenBy = async (who: Someone) =>
		showKept(await world.as(who).see(listAgreementsByTitle()), '2026-05-04')[id];
	expect(await seenBy(leader)).toMatchObject({
		title: 'Partnerskabsaftale',
		href: `/agreements/${id}`,
		states: [{ tone: 'neutral' }]
	});
	expect(await seenBy(volunteer)).toBeUndefined();
});

test('R-081 nobody points to an agreement they do not read, and one that stands there stays when they write the rest', async () => {
	const world = await begun(database);
	const { leader, volunteer } = world;
	const foreign = await agreement(world, volunteer, [volunteer.organisation!]);
	const typed = { name: 'Deres aftale', parties: 'Kilden og andre' };
	for (const id of [foreign, randomUUID(), 'nonsense'])
		expect(await answer(world, leader, row({ ...typed, agreement: id }))).toMatchObject({
			value: { saved: [], problems: [{ field: 'agreements', problems: ['unknown-agreement'] }] }
		});
	expect(await answer(world, leader, row(typed))).toMatchObject({ value: { problems: [] } });
	await database.owner.query(
		`update samspil.framework_answer set value = jsonb_set(value, '{groups,municipal-others,rows,0,cells,agreement}', to_jsonb($2::text))
		where tenant_id = $1 and field_key = 'agreements'`,
		[world.tenant, foreign]
	);
	const again = row({ ...typed, name: 'Aftalen med Kilden', agreement: foreign }).map(
		([key, text]) => [key, key === 'version.agreements' ? '1' : text] as [string, string]
	);
	expect(await answer(world, leader, again)).toMatchObject({ value: { problems: [] } });
	expect(await cellsOf(world)).toMatchObject({ name: 'Aftalen med Kilden', agreement: foreign });
});

/** A series of meetings of a group of a collaboration. */
async function series(world: FrameworkWorld, collaboration: string): Promise<string> {
	const id = randomUUID();
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id,
		collaboration_id: collaboration,
		group_kind: 'network',
		purpose: 'Netværket',
		frequency: 'quarterly',
		first_on: '2026-06-01'
	});
	return id;
}

test('R-080 a forum points to its series of meetings, which is shown with the next one; not to one that has ended or is not theirs', async () => {
	const world = await begun(database);
	const { leader } = world;
	const elsewhere = await begun(database);
	const id = await series(world, world.collaboration);
	const foreign = await series(elsewhere, elsewhere.collaboration);
	const forum = (to: string, version: string): [string, string][] => [
		['forums.shown', '1'],
		['version.forums', version],
		['forums.row', 'municipal-others/r1'],
		['forums.cell.r1.name', 'Netværket'],
		['forums.cell.r1.members', 'Alle'],
		['forums.cell.r1.series', to]
	];
	for (const to of [foreign, randomUUID(), 'nonsense'])
		expect(await answer(world, leader, forum(to, '0'))).toMatchObject({
			value: { saved: [], problems: [{ field: 'forums', problems: ['unknown-series'] }] }
		});
	expect(await answer(world, leader, forum(id, '0'))).toMatchObject({
		value: { saved: ['forums'], problems: [] }
	});
	const shownTo = async (who: Someone) =>
		showSeries(await world.as(who).see(listSeriesToPointTo()))[id];
	expect(await shownTo(leader)).toMatchObject({
		title: expect.stringContaining('Netværket'),
		href: `/collaborations/${world.collaboration}/meetings`,
		states: [{ tone: 'warning' }]
	});
	expect(await shownTo(elsewhere.leader)).toBeUndefined();
	// One that ends stays where it stands, and is nobody's to choose anew.
	await database.owner.query('update samspil.meeting_series set ended_at = now() where id = $1', [
		id
	]);
	expect(await shownTo(leader)).toBeUndefined();
	const renamed = forum(id, '1').map(([key, text]) => [
		key,
		text === 'Alle' ? 'Alle parter' : text
	]) as [string, string][];
	expect(await answer(world, leader, renamed)).toMatchObject({
		value: { saved: ['forums'], problems: [] }
	});
});

test('what was answered before rows could point anywhere reads as it did, and takes a person beside its words', async () => {
	const world = await begun(database);
	const { leader, volunteer } = world;
	const old = { area: 'Social', function: 'Boligkoordinator', contact: 'Tirsdag og torsdag' };
	const typed = (cells: Record<string, string>, version: string): [string, string][] => [
		['coordinating-functions.shown', '1'],
		['version.coordinating-functions', version],
		['coordinating-functions.row', 'r1'],
		...Object.entries(cells).map(
			([key, text]) => [`coordinating-functions.cell.r1.${key}`, text] as [string, string]
		)
	];
	await answer(world, leader, typed(old, '0'));
	expect((await saved(world, 'coordinating-functions')).value).toEqual({
		kind: 'rows',
		rows: [{ id: 'r1', cells: old }]
	});
	const person = `${volunteer.person}.${volunteer.organisation}`;
	expect(await answer(world, leader, typed({ ...old, person }, '1'))).toMatchObject({
		value: { saved: ['coordinating-functions'], problems: [] }
	});
	expect(await world.as(leader).see(listPeopleOfDraft())).toMatchObject([
		{ person: volunteer.person }
	]);
	const gone = `${randomUUID()}.${volunteer.organisation}`;
	expect(await answer(world, leader, typed({ ...old, person: gone }, '2'))).toMatchObject({
		value: { problems: [{ problems: ['unknown-person'] }] }
	});
});
