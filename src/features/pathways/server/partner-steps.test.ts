/** The steps of a partner, forged past the rules: PostgreSQL lets through those of partner.rules.ts and no other. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { tables } from '#server/tables.ts';
import { PARTNER_STATES, takeStep, type PartnerStep } from '../partner.rules.ts';

const database = await testDatabase();
const BY_TOVHOLDER: readonly PartnerStep[] = ['ask', 'withdraw-question', 'end'];

test('R-150 of all jumps from one state to another, the tovholder makes those of the rules', async () => {
	const world = await newWorld(database);
	const { tovholder, pathway } = await world.coordinatedPathway();
	for (const from of PARTNER_STATES)
		for (const to of PARTNER_STATES) {
			if (from === to) continue;
			const partner = await world.partner(pathway, await world.organisation('voluntary'), from);
			await database.owner.query(
				`update samspil.partner set question = 'Har I plads?', agreed_on = $2 where id = $1`,
				[partner, TODAY]
			);
			const jump = world.as(tovholder).act((acting) =>
				acting.run(
					tables
						.updateTable('partner')
						.set({ state: to, ended_on: to === 'ended' ? TODAY : null })
						.where('id', '=', partner)
				)
			);
			const isAStep = BY_TOVHOLDER.some((step) => {
				const outcome = takeStep(from, step);
				return outcome.ok && outcome.value === to;
			});
			if (isAStep) expect(await jump, `${from} to ${to}`).toBe(1);
			else await expect(jump, `${from} to ${to}`).rejects.toThrow();
		}
});

test('R-150 a tovholder of the asked organisation itself answers like everybody else, and not by writing that it did', async () => {
	const world = await newWorld(database);
	const { tovholder, pathway } = await world.coordinatedPathway();
	const partner = await world.partner(pathway, world.tenant, 'contacted');
	const write = (state: 'agreed' | 'declined') =>
		world
			.as(tovholder)
			.act((acting) =>
				acting.run(tables.updateTable('partner').set({ state }).where('id', '=', partner))
			);
	await expect(write('agreed')).rejects.toThrow('only the organisation itself answers');
	await expect(write('declined')).rejects.toThrow('only the organisation itself answers');
});
