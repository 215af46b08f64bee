/** L-18 on paper, as the tovholder and a partner print it: the four parts in the order of the law, and no name to whoever may not know it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { findHead } from '#features/pathways/server/pathway.queries.ts';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import { plainDocument } from '#server/print/plain-document.ts';
import { CITIZEN } from '../plan.rules.ts';
import { typeKey } from '../plan-type.rules.ts';
import { saidForTheLaw } from '../section-141.rules.ts';
import { answerPlan, writePlan } from './keep-plan.ts';
import { findPlan, findReach, listPlans } from './plan.queries.ts';
import { printPlan, type PlannedMeasure } from './print-plan.ts';

const database = await testDatabase();
const HELP: PlannedMeasure = {
	name: 'Mentor',
	area: 'general',
	doneBy: 'Værestedet',
	startsOn: '2026-02-01',
	endsOn: '2026-08-31'
};

async function begun() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder } = story;
	const write = (version: number, said = {}, planType = '') =>
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
						aim: 'Et sted at bo',
						steps: 'Vi søger sammen',
						cooperation: 'Vi ringer',
						involvement: 'Altid',
						reviewOn: null,
						...saidForTheLaw(undefined),
						...said
					},
					owners: [CITIZEN]
				},
				planType === '' ? [] : ['Jobplan']
			)
		);
	const print = async (who: Someone, isWhole = true, access: string[] | null = null) => {
		const [plan] = await world.as(who).see(findPlan(pathway));
		const [head] = await world.as(who).see(findHead(pathway));
		const at = new Date('2026-05-04T10:00:00Z');
		return printPlan(plan!, { measures: [HELP], at, isWhole, access }, head!, 'da');
	};
	return { world, write, print, ...story };
}

test('L-18 the four parts stand in the order of the law, and what is not said says so', async () => {
	const { tovholder, write, print } = await begun();
	await write(0);
	const headings = (await print(tovholder)).sections.map(({ heading }) => heading);
	expect(headings.slice(0, 4)).toEqual([
		'Formål',
		'Den indsats, der er brug for',
		'Hvor længe det ventes at vare',
		'Andre særlige forhold'
	]);
	const parts = (await print(tovholder)).sections.slice(0, 4).map(({ parts: each }) => each);
	expect(JSON.stringify(parts[1])).toContain('Mentor (Almen');
	expect(parts[2]).toEqual([
		{ kind: 'quiet', text: 'Ikke skrevet endnu' },
		{ kind: 'text', text: 'Indsatserne på forløbet løber til 31. august 2026.' }
	]);
	expect(parts[3]).toEqual([{ kind: 'quiet', text: 'Ikke skrevet endnu' }]);
	await write(1, { duration: 'Et halvt år', treatment: 'Hver tirsdag' });
	const said = (await print(tovholder)).sections.slice(2, 4).map(({ parts: each }) => each);
	expect(said[0]![0]).toEqual({ kind: 'text', text: 'Et halvt år' });
	expect(said[1]).toEqual([
		{ kind: 'facts', items: [{ term: 'Behandling', text: 'Hver tirsdag' }] }
	]);
});

test('L-18 the measures are those of the day it is printed; who may not read all is told that there may be more, and not how long they run', async () => {
	const { helper, tovholder, write, print } = await begun();
	await write(0);
	const all = JSON.stringify(await print(tovholder));
	expect(all).toContain('Indsatserne, som de var 4. maj 2026');
	expect(all).not.toContain('Der kan være flere indsatser');
	const some = await print(helper, false);
	expect(some.madeAt).toEqual(new Date('2026-05-04T10:00:00Z'));
	expect(JSON.stringify(some)).toContain('Der kan være flere indsatser');
	expect(JSON.stringify(some)).not.toContain('løber til');
	expect(JSON.stringify(some)).toContain('regnet ud af udgavens tekst');
});

test('L-18 how much of the pathway is open is known to the database', async () => {
	const { world, pathway, helper, tovholder } = await begun();
	expect(await world.as(tovholder).see(findReach(pathway))).toEqual([{ isWhole: true }]);
	expect(await world.as(helper).see(findReach(pathway))).toEqual([{ isWhole: false }]);
});

test('R-088 the kind of plan stands on it, with who has access by the framework of the day; the edition alone says the name', async () => {
	const { world, pathway, tovholder, write, print } = await begun();
	const factsOf = ({ facts }: Awaited<ReturnType<typeof print>>) => JSON.stringify(facts);
	await write(0);
	expect(factsOf(await print(tovholder))).not.toContain('Slags plan');
	await write(1, {}, typeKey('Jobplan'));
	expect(factsOf(await print(tovholder))).toContain('"Slags plan","text":"Jobplan"');
	expect(factsOf(await print(tovholder))).not.toContain('Efter samarbejdsrammen');
	expect(factsOf(await print(tovholder, true, ['Kilden', 'Solby']))).toContain('Kilden og Solby');
	const [plan] = await world.as(tovholder).see(findPlan(pathway));
	const alone = printPlan(plan!, null, { number: 1, citizen: null }, 'da');
	expect(factsOf(alone)).toContain('Jobplan');
	expect(factsOf(alone)).not.toContain('Efter samarbejdsrammen');
});

test('L-22 it says that it is an agreement and no decision on help', async () => {
	const { tovholder, write, print } = await begun();
	await write(0);
	expect(JSON.stringify((await print(tovholder)).facts)).toContain('ikke en afgørelse');
});

test('L-18 a partner prints neither the citizen’s name nor who answered for them', async () => {
	const { world, pathway, tovholder, citizen, helper, write, print } = await begun();
	await write(0);
	const [plan] = await world.as(citizen).see(findPlan(pathway));
	const sent = { plan: plan!.id, hash: plan!.hash, version: 0, note: '', checked: null } as const;
	await world
		.as(citizen)
		.act((acting) => answerPlan(acting, pathway, { ...sent, answer: 'accepted' }, 'citizen'));
	const words = async (who: Someone) => JSON.stringify(plainDocument(await print(who)));
	expect(await words(tovholder)).toContain('Siger ja');
	expect(await words(helper)).toContain('Siger ja');
	expect(await words(helper)).not.toContain(citizen.name);
});

test('L-18 what is said for the law is part of what is answered: another word is another hash, and none leaves the old one', async () => {
	const { world, pathway, tovholder, write } = await begun();
	await write(0);
	await write(1, { aids: 'En cykel' });
	const [second, first] = await world.as(tovholder).see(listPlans(pathway));
	const { rows } = await database.owner.query(
		`select encode(sha256(convert_to(jsonb_build_array(number, aim, steps, cooperation, involvement, review_on, owners,
			citizen_owns)::text, 'UTF8')), 'hex') as hash from samspil.pathway_plan where pathway_id = $1 order by number`,
		[pathway]
	);
	expect(first!.hash).toBe(rows[0].hash);
	expect(second!.hash).not.toBe(rows[1].hash);
});

test('L-18 it becomes a PDF, with the longest words there is room for', async () => {
	const { tovholder, write, print } = await begun();
	await write(0, {
		duration: 'Æ'.repeat(1000),
		housing: 'Plads '.repeat(333),
		otherMatters: '#let x = 1 $ \\ ] 中文 🏠'
	});
	const pdf = await renderPdf(await print(tovholder));
	expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-');
});
