/** An offer in an open directory, one in that of another municipality, and the link by which a keeper is asked whether it is right. */
import { randomUUID } from 'node:crypto';
import { hashInvitationToken } from '../../src/server/identity/invitation-token.ts';
import { TODAY, type Someone, type World } from '../../src/server/database/test-world.ts';

/** Answers the offers, and the secret of the link. */
export async function arrangeDirectory(world: World, keeper: Someone, neighbour: Someone) {
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
		ids: { offer, asked, municipality: tenant, service: offer },
		otherOffer: await openOffer(world, neighbour.organisation!, neighbour)
	};
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
