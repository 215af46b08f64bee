/** What was taken out of a child's consents is let in again by those who say yes for it, and by no child alone. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { listEntries } from '#features/pathways/server/entry.queries.ts';
import type { Custody } from '#features/children/custody.rules.ts';
import { dayOf } from '#values/day.ts';
import type { Opening } from '../giver.rules.ts';
import { findDenial, putLift } from './denial.queries.ts';
import { denyOfEntry, denyToOrganisation, liftDenial } from './deny-sharing.ts';
import type { LetInBy } from './who-answers.ts';

const database = await testDatabase();
const HOUSING = 'Har brug for en stuelejlighed';
const BY_CITIZEN: Opening = { givenBy: 'citizen', guardians: [], unableWhy: '' };

/** A pathway of somebody of so many years and a day, where the shelter was taken out of the consent that it read by. */
async function arrange(years: number, ...custodies: Custody[]) {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, citizen, helper, shelter, consent, entries } = story;
	await database.owner.query(
		`update samspil.citizen set birth_date = (current_date - make_interval(years => $2))::date - 1 where id = $1`,
		[citizen.citizen, years]
	);
	const guardians: string[] = [];
	for (const custody of custodies) {
		const id = randomUUID();
		guardians.push(id);
		await world.insert('guardian', {
			tenant_id: world.tenant,
			id,
			pathway_id: pathway,
			name: `Forælder ${guardians.length}`,
			relation: 'familie',
			custody,
			written_by: tovholder.person,
			changed_by_name: tovholder.name
		});
	}
	const id = randomUUID();
	const wish = {
		id,
		reason: 'Kender en af dem privat',
		saidBy: 'guardian' as const,
		saidByName: 'Forælder 1',
		saidOn: TODAY
	};
	const takeOut = (entry: string | null) =>
		world
			.as(tovholder)
			.act((acting) =>
				entry
					? denyOfEntry(acting, pathway, entry, { ...wish, organisation: null })
					: denyToOrganisation(acting, pathway, consent, { ...wish, organisation: shelter })
			);
	const lift = (who: Someone, said: Opening) =>
		world
			.as(who, dayOf(new Date()))
			.act((acting) => liftDenial(acting, pathway, id, { version: 1, note: 'Gerne igen', said }));
	/** The same, without asking the rule. */
	const force = (who: Someone, said: LetInBy | null) =>
		world
			.as(who)
			.act((acting) => acting.run(putLift(pathway, id, 1, { byName: 'x', note: 'x', said })));
	const reads = async () =>
		(await world.as(helper).see(listEntries(pathway, null))).map(({ body }) => body);
	return { world, ...story, id, guardians, takeOut, lift, force, reads, entry: entries.housing };
}

test('L-3, L-17 a child of under 15 opens nothing again that was taken out of a consent or kept, and PostgreSQL refuses it', async () => {
	for (const what of ['organisation', 'entry'] as const) {
		const child = await arrange(14, 'shared', 'shared');
		const { citizen, tovholder } = child;
		expect(await child.takeOut(what === 'entry' ? child.entry : null)).toMatchObject({ ok: true });
		expect(await child.reads()).not.toContain(HOUSING);
		for (const who of [citizen, tovholder]) {
			expect(await child.lift(who, BY_CITIZEN)).toEqual({ ok: false, reason: 'guardians-say-it' });
			for (const said of [
				null,
				{ by: 'citizen' as const, name: 'x', guardians: [], unableWhy: '' }
			])
				await expect(child.force(who, said)).rejects.toMatchObject({ code: '23514' });
		}
		expect(await child.reads()).not.toContain(HOUSING);
	}
});

test('L-3 all with custody let in again for a child, and it is kept who they were', async () => {
	const child = await arrange(14, 'shared', 'shared', 'none');
	const { world, pathway, tovholder, id, lift, force, takeOut, reads } = child;
	const [one, other, aunt] = child.guardians as [string, string, string];
	await takeOut(null);
	const by = (...guardians: string[]): Opening => ({
		givenBy: 'guardian',
		guardians,
		unableWhy: ''
	});
	const wrong = [
		['without-custody', by()],
		['all-with-custody-say-it', by(one)],
		['without-custody', by(one, other, aunt)]
	] as const;
	for (const [reason, said] of wrong) {
		expect(await lift(tovholder, said)).toEqual({ ok: false, reason });
		const forced = { by: 'guardian' as const, name: 'x', guardians: said.guardians, unableWhy: '' };
		await expect(force(tovholder, forced)).rejects.toMatchObject({ code: '23514' });
	}
	expect(await reads()).not.toContain(HOUSING);
	expect(await lift(tovholder, by(one, other))).toMatchObject({ ok: true });
	expect(await reads()).toContain(HOUSING);
	const [kept] = await world.as(tovholder).see(findDenial(pathway, id));
	expect(kept).toMatchObject({ letInBy: 'Forælder 1, Forælder 2', liftedBy: tovholder.name });
});

test('L-3 from 15 the young person lets in again; others only where it says why', async () => {
	const young = await arrange(15, 'sole');
	const { citizen, tovholder, guardians } = young;
	await young.takeOut(null);
	const others: Opening = { givenBy: 'guardian', guardians, unableWhy: '' };
	expect(await young.lift(tovholder, others)).toMatchObject({ reason: 'young-person-says-it' });
	const forced = { by: 'guardian' as const, name: 'x', guardians, unableWhy: '' };
	await expect(young.force(tovholder, forced)).rejects.toMatchObject({ code: '23514' });
	expect(await young.lift(citizen, BY_CITIZEN)).toMatchObject({ ok: true });
	const [kept] = await young.world.as(tovholder).see(findDenial(young.pathway, young.id));
	expect(kept).toMatchObject({ letInBy: citizen.name, letInUnableWhy: '' });

	const unable = await arrange(16, 'sole');
	await unable.takeOut(null);
	const why = { ...others, guardians: unable.guardians, unableWhy: 'Kan ikke forstå det' };
	expect(await unable.lift(unable.tovholder, why)).toMatchObject({ ok: true });
});

test('L-3 who shares custody shares it with another one: a guardian besides is not that one', async () => {
	const child = await arrange(9, 'shared', 'appointed');
	const { tovholder, guardians } = child;
	await child.takeOut(null);
	expect(await child.lift(tovholder, { givenBy: 'guardian', guardians, unableWhy: '' })).toEqual({
		ok: false,
		reason: 'custody-not-known'
	});
	const forced = { by: 'guardian' as const, name: 'x', guardians, unableWhy: '' };
	await expect(child.force(tovholder, forced)).rejects.toMatchObject({ code: '23514' });
});
