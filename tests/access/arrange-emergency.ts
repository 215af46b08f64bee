/** Emergency accesses on two pathways, and whoever reviews them. */
import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../../src/server/database/test-world.ts';
import { addDays, dayOf } from '../../src/values/day.ts';

/** Answers who has access to the first pathway, who reviews, and what each access is called. */
export async function arrangeEmergency(
	world: World,
	[pathway, otherPathway]: readonly [string, string],
	reason: string
) {
	const [rescuer, another, officer] = await Promise.all([
		world.worker('Rikke Redder', world.tenant),
		world.worker('Anton Anden', world.tenant),
		world.worker('Dan Data', world.tenant, 'data-protection-officer')
	]);
	const today = dayOf(new Date());
	const open = async (who: Someone, where: string, why: string) => {
		const id = randomUUID();
		await world.insert('emergency_access', {
			tenant_id: world.tenant,
			id,
			pathway_id: where,
			pathway_number: 1,
			person_id: who.person,
			organisation_id: world.tenant,
			person_name: who.name,
			organisation_name: 'Kommunen',
			reason: why,
			from_on: today,
			// The tests may run across midnight.
			until_on: addDays(today, 1)
		});
		return id;
	};
	return {
		rescuer,
		officer,
		access: await open(rescuer, pathway, `Fundet ved ${reason}`),
		otherAccess: await open(another, otherPathway, 'Fundet på trappen')
	};
}
