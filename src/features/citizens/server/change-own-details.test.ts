import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { changeOwnDetails } from './change-own-details.ts';
import { findMyTovholder, listInvolved } from './citizen.queries.ts';
import { findDetails, findOwnDetails } from './details.queries.ts';

const database = await testDatabase();
const SAID = {
	phone: '70 00 99 99',
	preferredChannel: 'sms',
	contactLimits: 'Ring ikke om natten',
	language: 'grønlandsk og dansk',
	interpreter: true
};

async function story() {
	const world = await newWorld(database);
	const told = await world.coordinatedPathway();
	const change = (who: Someone, version = 1, said = SAID) =>
		world.as(who).act((acting) => changeOwnDetails(acting, told.pathway, version, said));
	return { world, ...told, change };
}

test('a citizen changes how they are reached, and the tovholder is told', async () => {
	const { world, citizen, tovholder, pathway, change } = await story();
	expect(await change(citizen)).toEqual({ ok: true, value: true });
	expect(await world.as(tovholder).see(findDetails(pathway))).toMatchObject([
		{ ...SAID, version: 2, changedBy: citizen.name }
	]);
	const { rows } = await database.owner.query(
		`select path from samspil.notice where person_id = $1 and kind = 'own-details-changed'`,
		[tovholder.person]
	);
	expect(rows).toEqual([{ path: `/pathways/${pathway}/citizen/details` }]);
	const { rows: recorded } = await database.owner.query(
		`select detail::text from samspil.audit_event where pathway_id = $1 and action = 'citizen.changed'`,
		[pathway]
	);
	expect(recorded[0].detail).toContain('phone');
	expect(recorded[0].detail).not.toContain('70 00 99 99');
});

test('a stale form shows what stands; nobody else changes it this way, and nothing but this', async () => {
	const { world, citizen, tovholder, helper, pathway, change } = await story();
	const companion = await world.companion(pathway, 'Sara Søster', ['contact']);
	for (const other of [tovholder, helper, companion])
		expect(await change(other)).toMatchObject({ reason: 'not-there' });
	await change(citizen);
	expect(await change(citizen, 1, { ...SAID, phone: '1' })).toMatchObject({
		reason: 'stale',
		saved: { phone: SAID.phone }
	});
	const [own] = await world.as(citizen).see(findOwnDetails(pathway));
	expect(own).toMatchObject({ name: citizen.name, isProtected: false });
	const direct = { name: 'Anden' } as unknown as typeof SAID;
	await change(citizen, 2, { ...SAID, ...direct });
	expect(await world.as(citizen).see(findOwnDetails(pathway))).toMatchObject([
		{ name: citizen.name }
	]);
});

test('the citizen reads why each is involved and the tovholder’s telephone; a companion not why', async () => {
	const { world, citizen, tovholder, pathway } = await story();
	const companion = await world.companion(pathway, 'Sara Søster', ['contact']);
	await database.owner.query(
		`update samspil.partner set reason = 'Har en seng' where pathway_id = $1`,
		[pathway]
	);
	await world.as(tovholder).act(async (acting) => {
		const { keepOwnPhone } = await import('#features/accounts/server/hats.queries.ts');
		expect(await acting.first(keepOwnPhone('00 12 34 56'))).toEqual({ kept: true });
	});
	const why = async (who: Someone) => (await world.as(who).see(listInvolved(pathway)))[0]?.why;
	expect(await why(citizen)).toBe('Har en seng');
	expect(await why(companion)).toBeNull();
	expect(await world.as(citizen).see(findMyTovholder(pathway))).toMatchObject([
		{ phone: '00 12 34 56' }
	]);
});
