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

test('of eighty questions, nine of ten offers that should stand among the first five do', async () => {
	const told: string[] = [];
	let sum = 0;
	for (const [asked, kinds] of QUESTIONS) {
		const found = await kindsFound(asked);
		const right = found.filter((kind) => kinds.includes(kind)).length;
		sum += right / 5;
		if (right < 5) told.push(`${right}/5 ${asked}: ${found.join(' ')}`);
	}
	const recall = sum / QUESTIONS.length;
	if (process.env.TELL)
		process.stderr.write(
			`${told.join('\n')}\nrecall at 5: ${recall.toFixed(3)} of ${QUESTIONS.length}\n`
		);
	expect(QUESTIONS.length).toBeGreaterThanOrEqual(60);
	expect(recall, told.join('\n')).toBeGreaterThanOrEqual(0.9);
});
