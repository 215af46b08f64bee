/** A hold on each of two pathways, and two wishes to be erased that wait for their answer: a citizen's own, and one that was written down. */
import { randomUUID } from 'node:crypto';
import { PLANTED } from './planted.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Answers what the holds and the wishes are called, and the number of the third pathway, which nothing holds and whose wish was written down. */
export async function arrangeRetention(
	world: World,
	{ citizen }: { citizen: string },
	[pathway, otherPathway, free]: readonly [string, string, string],
	tovholder: Someone
) {
	const { owner } = world.database;
	const { rows } = await owner.query<{ number: number; citizen: string }>(
		'select number, citizen_id as citizen from samspil.pathway where id = $1',
		[free]
	);
	const { number, citizen: another } = rows[0]!;
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
	const wish = async (whose: string, where: string, writtenBy: string) => {
		const id = randomUUID();
		await world.insert('erasure_request', {
			tenant_id: world.tenant,
			id,
			citizen_id: whose,
			pathway_id: where,
			pathway_number: 1,
			asked_by_name: writtenBy,
			is_citizens_own: writtenBy === ''
		});
		return id;
	};
	return {
		number,
		request: await wish(citizen, pathway, ''),
		writtenDown: await wish(another, free, tovholder.name),
		hold: await hold(pathway, `Klagesag: ${PLANTED.hold.text}`),
		otherHold: await hold(otherPathway, 'En anden klagesag')
	};
}
