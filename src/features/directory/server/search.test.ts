/** Finding offers in plain Danish, measured on questions that were written down before anything was searched for. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { findOffers } from './search.queries.ts';
import { putOffers } from './test-offers.ts';
import { QUESTIONS } from './test-questions.ts';

const database = await testDatabase();
let world: World;
let reader: Someone;
let kindOf: Map<string, string>;

beforeAll(async () => {
	world = await newWorld(database);
	reader = await world.worker('Rie Reader', await world.organisation('voluntary', 'Kilden'));
	kindOf = await putOffers(world);
});

async function kindsFound(asked: string): Promise<string[]> {
	const [row] = await world.as(reader).see(findOffers(null, { asked }, 0, 5));
	return row!.found!.offers.map(({ id }) => kindOf.get(id)!);
}

test('of eighty questions, nine of ten of the five offers that stand first are of a kind that helps', async () => {
	const told: string[] = [];
	const sums = { precision: 0, recall: 0 };
	const shown = await world.as(reader).see(findOffers(null, {}, 0, 1000));
	const kindsShown = shown[0]!.found!.offers.map(({ id }) => kindOf.get(id)!);
	for (const [asked, kinds] of QUESTIONS) {
		const found = await kindsFound(asked);
		const right = found.filter((kind) => kinds.includes(kind)).length;
		const all = kindsShown.filter((kind) => kinds.includes(kind)).length;
		// Precision at 5: how many of the five first help. Recall at 5: how many of those that help stand among the five first, of as many as have room
		// there. There are more than five that help with nearly everything, and then the two are one number.
		sums.precision += right / 5;
		sums.recall += right / Math.min(5, all);
		if (right < 5) told.push(`${right}/5 ${asked}: ${found.join(' ')}`);
	}
	const precision = sums.precision / QUESTIONS.length;
	const recall = sums.recall / QUESTIONS.length;
	if (process.env.TELL)
		process.stderr.write(
			`${told.join('\n')}\nprecision at 5: ${precision.toFixed(3)}, recall at 5: ${recall.toFixed(3)} of ${QUESTIONS.length}\n`
		);
	expect(QUESTIONS.length).toBeGreaterThanOrEqual(60);
	expect(precision, told.join('\n')).toBeGreaterThanOrEqual(0.9);
	expect(recall, told.join('\n')).toBeGreaterThanOrEqual(0.9);
});

test('who is beaten is shown where to be safe first, and who drinks where to stop', async () => {
	for (const asked of [
		'min mand slår mig',
		'Min kæreste slår mig!',
		'min eksmand er voldelig',
		'jeg bliver slået af min mand',
		'my husband hits me'
	])
		expect((await kindsFound(asked)).slice(0, 3), asked).toEqual(
			Array.from({ length: 3 }, () => 'crisis-centre')
		);
	for (const asked of ['jeg drikker for meget', 'jeg er begyndt at drikke', 'I drink too much'])
		expect((await kindsFound(asked)).slice(0, 3), asked).toEqual(
			Array.from({ length: 3 }, () => 'alcohol-treatment')
		);
	expect((await kindsFound('min mand drikker'))[0]).toBe('addiction-relatives');
	expect((await kindsFound('jeg slår min kæreste'))[0]).toBe('violence-men');
});
