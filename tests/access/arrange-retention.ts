/** A hold on each of two pathways, and a citizen's wish to be erased that waits for its answer. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Answers what the holds and the wish are called, and the number of the first pathway. */
export async function arrangeRetention(
	world: World,
	{ citizen }: { citizen: string },
	[pathway, otherPathway]: readonly [string, string],
	tovholder: Someone,
	reason: string
) {
	const { owner } = world.database;
	const { rows } = await owner.query('select number from samspil.pathway where id = $1', [pathway]);
	const number: number = rows[0].number;
	const hold = async (where: string, why: string) => {
		const id = randomUUID();
		await world.insert('legal_hold', {
			tenant_id: world.tenant,
			id,
			pathway_id: where,
			pathway_number: number,
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
		pathway_number: number,
		asked_by_name: '',
		is_citizens_own: true
	});
	return {
		number,
		request,
		hold: await hold(pathway, `Klagesag: ${reason}`),
		otherHold: await hold(otherPathway, 'En anden klagesag')
	};
}
