/** An offer and a file to take in for each of two open directories, and the link by which a keeper is asked whether it is right. */
import { randomUUID } from 'node:crypto';
import { hashInvitationToken } from '../../src/server/identity/invitation-token.ts';
import { TODAY, type Someone, type World } from '../../src/server/database/test-world.ts';

/** Answers the offers, and the secret of the link. */
export async function arrangeDirectory(
	world: World,
	leader: Someone,
	keeper: Someone,
	neighbour: Someone
) {
	const { tenant } = world;
	const asked = randomUUID();
	const offer = await openOffer(world, tenant, keeper);
	await world.insert('offer_link', {
		tenant_id: tenant,
		token_hash: hashInvitationToken(asked),
		organisation_id: keeper.organisation,
		person_id: keeper.person,
		offers: [offer],
		given_at: `${TODAY}T08:00:00Z`,
		expires_at: '2099-12-31'
	});
	return {
		ids: {
			offer,
			asked,
			municipality: tenant,
			service: offer,
			import: await arrangeImport(world, tenant, leader)
		},
		otherOffer: await openOffer(world, neighbour.organisation!, neighbour),
		otherImport: await arrangeImport(world, neighbour.organisation!, neighbour)
	};
}

/** A table that somebody has read and not taken in: one offer that is right, and one that says too little. */
async function arrangeImport(world: World, tenant: string, leader: Someone) {
	const id = randomUUID();
	await world.insert('offer_import', {
		tenant_id: tenant,
		id,
		source: 'Listen',
		form: 'table',
		file_name: 'liste.csv',
		organisation_id: tenant,
		headings: ['Navn', 'Målgruppe', 'Indhold', 'Kontakt'],
		columns: ['name', 'targetGroup', 'content', 'contact'],
		begun_by: leader.person,
		begun_by_name: 'x'
	});
	for (const [number, cells] of [
		[2, ['Skakklubben', 'Alle', 'Skak om tirsdagen', 'Kom forbi']],
		[3, ['Suppen', '', 'Suppe', 'Kom forbi']]
	] as const)
		await world.insert('offer_import_row', { tenant_id: tenant, import_id: id, number, cells });
	return id;
}

/** An offer that anybody reads, in the directory of a municipality. */
async function openOffer(world: World, tenant: string, keeper: Someone) {
	const id = randomUUID();
	await world.database.owner.query(
		'update samspil.offer_directory set is_public = true where tenant_id = $1',
		[tenant]
	);
	await world.insert('offer', {
		tenant_id: tenant,
		id,
		organisation_id: keeper.organisation,
		provider: 'Cafeen',
		group_kind: 'private-voluntary',
		name: 'Cafeen ved havnen',
		target_group: 'Alle, der har lyst',
		content: 'Kaffe og selskab',
		contact: 'Kom bare',
		town: 'Havneby',
		languages: [],
		themes: [],
		// The stories happen on the day they are run.
		confirmed_on: new Date(),
		confirmed_by_name: 'x',
		changed_by: keeper.person,
		changed_by_name: 'x'
	});
	return id;
}
