import { expect, test } from 'vitest';
import type { Query } from '#server/acting.ts';
import { load } from './+page.server.ts';

test('the list of organisations does not look for those that are alike', async () => {
	const asked: string[] = [];
	const read = async (...queries: Query<unknown>[]) => {
		asked.push(...queries.map((query) => query.compile().sql));
		return queries.map(() => []);
	};
	const visitor = { hat: 'administrator', tenant: 'solby' };
	await load({ locals: { read, visitor } } as never);
	expect(asked).toHaveLength(2);
	expect(asked.join()).not.toMatch(/not_same|website/);
});
