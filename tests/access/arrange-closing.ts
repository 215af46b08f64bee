/** Two pathways of the tovholder's with nothing open on them: one that may be closed, and one that is. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';

/** Answers their ids. */
export async function arrangeClosing(world: World, collaboration: string, tovholder: Someone) {
	const begin = async (name: string) =>
		world.pathway(await world.citizen(name, tovholder), collaboration, tovholder);
	const [quiet, closed] = [await begin('Rolf Rolig'), await begin('Else Endt')];
	await world.insert('closing', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: closed,
		ground: 'citizens-wish',
		plan: 'Ringer selv til rådgivningen',
		citizen_part: 'together',
		changed_by_name: tovholder.name,
		closed_at: new Date(),
		closed_by_name: tovholder.name,
		closed_by_organisation_name: 'x'
	});
	await world.database.owner.query(
		`update samspil.pathway set state = 'closed' where tenant_id = $1 and id = $2`,
		[world.tenant, closed]
	);
	return { quiet, closed };
}
