/** Whether a collaboration has an agreement is told to whoever takes part in it, and nothing else of the agreement. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY } from '#server/database/test-world.ts';
import { findAgreementsOf } from './need.queries.ts';
import { begun, inForce, newAgreementWorld, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();

const belongsTo = (collaboration: string, agreement: string) =>
	database.owner.query('update samspil.document set collaboration_id = $2 where id = $1', [
		agreement,
		collaboration
	]);
const heardBy = async (world: AgreementWorld, who: keyof AgreementWorld, id: string) =>
	(await world.as(world[who] as AgreementWorld['leader']).read(findAgreementsOf(id)))[0];

test('R-003, R-036 none, one in the making, one in force: each is told as it stands', async () => {
	const world = await newAgreementWorld(database);
	const collaboration = await world.collaboration(world.leader, world.shelter);
	expect(await heardBy(world, 'leader', collaboration)).toEqual([
		{ hasDraft: false, hasInForce: false }
	]);
	await belongsTo(collaboration, (await begun(world)).id);
	expect(await heardBy(world, 'host', collaboration)).toEqual([
		{ hasDraft: true, hasInForce: false }
	]);

	const { world: other, id } = await inForce(database, TODAY);
	const running = await other.collaboration(other.leader, other.shelter);
	await belongsTo(running, id);
	// A volunteer of a party that is named nowhere in the agreement.
	expect(await heardBy(other, 'helper', running)).toEqual([{ hasDraft: true, hasInForce: true }]);
});

test('somebody of an organisation that is not in it, and of another municipality, hear nothing', async () => {
	const world = await newAgreementWorld(database);
	const elsewhere = await newAgreementWorld(database);
	const collaboration = await world.collaboration(world.leader, world.shelter);
	await belongsTo(collaboration, (await begun(world)).id);
	expect(await heardBy(world, 'stranger', collaboration)).toEqual([]);
	expect(await heardBy(elsewhere, 'leader', collaboration)).toEqual([]);
});
