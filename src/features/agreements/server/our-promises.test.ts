import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY } from '#server/database/test-world.ts';
import { addDays } from '#values/day.ts';
import { endByBreach } from './end-agreement.ts';
import { reportPromise } from './keep-promise.ts';
import {
	findObligation,
	listObligations,
	listOurObligations,
	PROMISES_A_PAGE
} from './obligation.queries.ts';
import { inForce } from './test-agreement.ts';

const database = await testDatabase();

/** The agreement in force, in which the shelter has promised as many things more. */
async function withPromises(count: number) {
	const found = await inForce(database);
	const { world, id } = found;
	for (let index = 0; index < count; index += 1)
		await world.insert('agreement_obligation', {
			tenant_id: world.tenant,
			id: randomUUID(),
			document_id: id,
			live_key: `more-${index}`,
			party_id: world.shelter,
			what: `Løfte ${index}`,
			due_on: index % 3 === 0 ? null : addDays(TODAY, (index % 7) - 3)
		});
	return found;
}

test('what is overdue comes first, then by day, then what has no day; page by page each is told once', async () => {
	const { world, id } = await withPromises(70);
	const [first] = await world.as(world.host).see(listObligations(id));
	await world
		.as(world.host)
		.act((acting) =>
			reportPromise(
				acting,
				id,
				{ promise: first!.id, base: 1 },
				{ status: 'kept', evidence: 'Vagtplanen' }
			)
		);
	const told: { id: string; dueOn: string | null; status: string }[] = [];
	for (;;) {
		const last = told.at(-1);
		const after = last && { isOver: last.status === 'kept', dueOn: last.dueOn, id: last.id };
		const rows = await world.as(world.helper).see(listOurObligations(after ?? null));
		told.push(...rows.slice(0, PROMISES_A_PAGE));
		if (rows.length <= PROMISES_A_PAGE) break;
	}
	expect(told).toHaveLength(71);
	expect(new Set(told.map((each) => each.id)).size).toBe(71);
	expect(told.at(-1)).toMatchObject({ id: first!.id, status: 'kept' });
	const days = told.slice(0, -1).map(({ dueOn }) => dueOn ?? '9999');
	expect(days).toEqual(days.toSorted());
});

test('each promise says to whom, and a stranger finds neither the list nor the promise', async () => {
	const { world, id } = await inForce(database);
	const [promise] = await world.as(world.helper).see(listOurObligations());
	expect(promise).toMatchObject({ agreement: id, title: 'Hjem igen' });
	expect(promise!.others).toHaveLength(1);
	expect(promise!.others[0]).toMatch(/^Solby/);
	const found = (who = world.helper) => world.as(who).see(findObligation(promise!.id));
	expect(await found()).toHaveLength(1);
	expect(await found(world.stranger)).toEqual([]);
	expect(await found(world.landlord)).toEqual([]);
	expect(await world.as(world.landlord).see(listOurObligations())).toEqual([]);
});

test('what was promised in an agreement that has ended is no longer asked for', async () => {
	const { world, id } = await inForce(database);
	await world.as(world.mayor).act((acting) =>
		endByBreach(acting, id, randomUUID(), {
			against: world.shelter,
			what: 'Har ikke åbnet',
			happenedOn: TODAY,
			toldOn: TODAY,
			end: TODAY
		})
	);
	expect(await world.as(world.host).see(listOurObligations())).toEqual([]);
});
