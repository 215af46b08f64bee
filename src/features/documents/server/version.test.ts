import { expect, test } from 'vitest';
import { inForce } from '#features/agreements/server/test-agreement.ts';
import { testDatabase } from '#server/database/test-database.ts';
import {
	findVersion,
	insertVersion,
	listNotableVersions,
	settleVersion
} from './version.queries.ts';

const database = await testDatabase();

test('of many versions the newest are listed, those agreed on, those with a name, and those asked for', async () => {
	const { world, place } = await inForce(database);
	const member = world.as(world.leader);
	const ids = Array.from({ length: 30 }, () => crypto.randomUUID());
	for (const [index, id] of ids.entries())
		await member.act(async (acting) => {
			const hash = index.toString(16).padStart(64, '0');
			const frozen = {
				id,
				content: {},
				hash,
				name: index === 8 ? 'Efter mødet i maj' : '',
				summary: '',
				by: 'Lone Leder'
			};
			await acting.all(insertVersion(place.id, frozen));
			await acting.all(settleVersion(place.id, id, 'withdrawn'));
		});
	const numbers = async (asked: string[]) =>
		(await member.see(listNotableVersions(place.id, 3, asked))).map(({ number }) => number);
	expect(await member.see(findVersion(place.id, ids[4]!))).toMatchObject([{ number: 6 }]);
	expect(await numbers([ids[4]!])).toEqual([31, 30, 29, 10, 6, 1]);
	expect(await world.as(world.stranger).see(listNotableVersions(place.id, 3, ids))).toEqual([]);
});
