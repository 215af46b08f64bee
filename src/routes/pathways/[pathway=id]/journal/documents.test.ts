/** Which documents of a pathway can be packed (L-19): all there are, each by what it says itself. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { CITIZEN } from '#features/pathway-plans/plan.rules.ts';
import { typeKey } from '#features/pathway-plans/plan-type.rules.ts';
import { saidForTheLaw } from '#features/pathway-plans/section-141.rules.ts';
import { writePlan } from '#features/pathway-plans/server/keep-plan.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { documentsOf, journalOf } from './documents.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T10:00:00Z');
const unread = () => Promise.reject(new Error('no scan is read for a list'));

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder } = story;
	const write = (version: number, planType = '') =>
		world.as(tovholder).act((acting) =>
			writePlan(
				acting,
				pathway,
				{
					id: randomUUID(),
					version,
					category: 'housing',
					planType,
					text: {
						aim: `Mål ${version + 1}`,
						steps: 'Vi søger sammen',
						cooperation: 'Vi ringer',
						involvement: 'Altid',
						reviewOn: null,
						...saidForTheLaw(undefined)
					},
					owners: [CITIZEN]
				},
				planType === '' ? [] : ['Jobplan']
			)
		);
	const documents = async () => {
		const answers = await world.as(tovholder).read(...journalOf(pathway));
		return (await documentsOf(answers, NOW, unread))!.documents;
	};
	return { world, write, documents, ...story };
}

test('L-19 an edition is the same document after a newer one has taken its place, and the newest stands first', async () => {
	const { write, documents } = await begun();
	await write(0);
	const before = (await documents()).find(({ kind }) => kind === 'plan')!;
	await write(1);
	await write(2);
	const plans = (await documents()).filter(({ kind }) => kind === 'plan');
	expect(plans.map(({ subject }) => subject)).toEqual(['Udgave 3', 'Udgave 2', 'Udgave 1']);
	expect(plans.at(-1)).toMatchObject({ key: before.key, hash: before.hash });
});

test('L-19 an edition that is of no kind says what it said before there were kinds, so that what was packed then has not changed', async () => {
	const { write, documents } = await begun();
	await write(0);
	await write(1, typeKey('Jobplan'));
	const [second, first] = (await documents()).flatMap((each) =>
		each.kind === 'plan' && 'content' in each ? [each.content] : []
	);
	expect(first).toMatchObject({ number: 1 });
	expect(first).not.toHaveProperty('planType');
	expect(second).toMatchObject({ number: 2, planType: 'Jobplan' });
});

test('L-19 the measures are a document of their own, with the day they are of; a new one is no change to an edition', async () => {
	const { world, pathway, tovholder, write, documents } = await begun();
	await write(0);
	const hashOf = async (kind: string) =>
		(await documents()).find((each) => each.kind === kind)?.hash;
	const measure = async (title: string) =>
		database.owner.query(
			`insert into samspil.entry (tenant_id, id, pathway_id, scope_id, category, kind, area, title, body, author_id, author_name,
				author_organisation_id, author_organisation_name)
			values ($1, gen_random_uuid(), $2, $3, 'housing', 'measure', 'general', $7, 'x', $4, $5, $6, 'Solby')`,
			[
				world.tenant,
				pathway,
				await world.scopeOf(pathway, 'housing'),
				tovholder.person,
				tovholder.name,
				tovholder.organisation,
				title
			]
		);
	await measure('Mentor');
	const edition = await hashOf('plan');
	const measures = await hashOf('measures');
	expect(measures).toBeDefined();
	await measure('Bostøtte');
	expect(await hashOf('plan')).toBe(edition);
	expect(await hashOf('measures')).not.toBe(measures);
	expect((await documents()).find(({ kind }) => kind === 'measures')).toMatchObject({
		on: '2026-05-04',
		subject: 'som de er 4. maj 2026'
	});
});

test('L-19 however many there are, each can be packed', async () => {
	const { world, pathway, shelter, tovholder, write, documents } = await begun();
	for (let version = 0; version < 22; version++) await write(version);
	for (let more = 0; more < 55; more++)
		await world.consent(pathway, [shelter], ['housing'], { until: '2099-12-31' });
	await database.owner.query(
		`insert into samspil.consent_scan (tenant_id, id, pathway_id, consent_id, name, file, size, hash, pages, added_by, added_by_name)
		select $1, gen_random_uuid(), $2, c.id, 'papir.pdf', '%PDF-', 5, sha256('%PDF-'), 1, $3, 'x'
			from samspil.consent c, generate_series(1, 2) where c.tenant_id = $1 and c.pathway_id = $2`,
		[world.tenant, pathway, tovholder.person]
	);
	const all = await documents();
	const count = (kind: string) => all.filter((each) => each.kind === kind).length;
	expect(count('plan')).toBe(22);
	expect(count('consent')).toBeGreaterThanOrEqual(55);
	expect(count('scan')).toBe(2 * count('consent'));
	expect(count('scan')).toBeGreaterThan(100);
});
