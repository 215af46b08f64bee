/** Looking for somebody in the middle of a form, asked through the door on a real database. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { lookForCandidates } from './look-for-candidates.ts';

const database = await testDatabase();

function posted(fields: [name: string, value: string][]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}
const keyOf = ({ person, organisation }: Someone) => `${person} ${organisation}`;

test('looking for the next keeps whoever is chosen, and whoever is found alone is meant', async () => {
	const world = await newWorld(database);
	const { leader, tovholder, helper, pathway } = await world.coordinatedPathway();
	const looking = posted([
		['find', '  kim\0 '],
		['candidates', keyOf(helper)],
		['candidates', 'no member at all']
	]);
	for (const who of [leader, tovholder]) {
		const looked = await world
			.as(who)
			.act((acting) => lookForCandidates(acting, pathway, looking, { keeping: 'candidates' }));
		expect(looked).toMatchObject({
			found: 1,
			wanted: '  kim ',
			candidates: [{ name: 'Hans Hjælper' }, { name: 'Kim Kollega' }]
		});
		const kim = looked!.candidates[1]!;
		expect(looked!.meant).toBe(`${kim.person} ${kim.organisation}`);
	}
	const several = await world
		.as(leader)
		.act((acting) => lookForCandidates(acting, pathway, posted([['find', 'e']])));
	expect(several!.candidates.length).toBeGreaterThan(1);
	expect(several!.meant).toBeUndefined();
});

test('whoever knows of no such pathway is told of nobody', async () => {
	const world = await newWorld(database);
	const { helper, pathway } = await world.coordinatedPathway();
	const looked = await world
		.as(helper)
		.act((acting) => lookForCandidates(acting, pathway, posted([['find', 'kim']])));
	expect(looked).toBeNull();
});
