/** A hold on each of two pathways, and a citizen's wish to be erased that waits for its answer. */
import { randomUUID } from 'node:crypto';
import { PLANTED } from './planted.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Answers what the holds and the wish are called, and the number of the third pathway, which nothing holds. */
export async function arrangeRetention(
	world: World,
	{ citizen }: { citizen: string },
	[pathway, otherPathway, free]: readonly [string, string, string],
	tovholder: Someone
) {
	const { owner } = world.database;
	const { rows } = await owner.query('select number from samspil.pathway where id = $1', [free]);
	const number: number = rows[0].number;
	const hold = async (where: string, why: string) => {
		const id = randomUUID();
		await world.insert('legal_hold', {
			tenant_id: world.tenant,
			id,
			pathway_id: where,
			pathway_number: 1,
			reason: why,
			placed_by: tovholder.person,
			placed_by_name: tovholder.name
		});
		return id;
	};
	const request = randomUUID();
	await world.insert('erasure_request', {
		tenant_id: world.tenant,
		id: request,
		citizen_id: citizen,
		pathway_id: pathway,
		pathway_number: 1,
		asked_by_name: '',
		is_citizens_own: true
	});
	return {
		number,
		request,
		hold: await hold(pathway, `Klagesag: ${PLANTED.hold.text}`),
		otherHold: await hold(otherPathway, 'En anden klagesag')
	};
}
