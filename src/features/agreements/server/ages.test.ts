import { expect, test } from 'vitest';
import type { Answer } from '#features/documents/template.rules.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { showOutsideAges } from '../show-ages.ts';
import { listAgedAgreements } from './ages.queries.ts';
import { signedContract } from './test-live.ts';

const database = await testDatabase();
const years = (text: string): Answer => ({ value: { kind: 'number', text }, notApplicable: null });

test('R-243 an agreement in force says its ages to its parties, and to nobody else', async () => {
	const { world, id } = await signedContract(database, {
		sections: ['audience'],
		said: ({ leader }) => [
			[leader, 'target-group', { value: { kind: 'prose', text: 'Unge' }, notApplicable: null }],
			[leader, 'age-from', years('13')],
			[leader, 'age-to', years('17')]
		]
	});
	const seen = await world.as(world.clerk).see(listAgedAgreements());
	const told = { id, title: 'Hjem igen', from: 13, to: 17 };
	expect(showOutsideAges(12, seen)).toMatchObject([told]);
	expect(showOutsideAges(18, seen)).toMatchObject([told]);
	for (const age of [13, 17, null]) expect(showOutsideAges(age, seen)).toEqual([]);
	expect(seen[0]!.parties).toMatchObject([{ organisation: world.shelter }]);
	for (const who of [world.stranger, world.landlord])
		expect(await world.as(who).see(listAgedAgreements())).toEqual([]);
});
