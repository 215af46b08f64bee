/** Puts the invented directory into a test's municipality. */
import { randomUUID } from 'node:crypto';
import { INVENTED_OFFERS } from '../../../../db/example/offers/offers.ts';
import { addDays } from '#values/day.ts';
import { TODAY, type World } from '#server/database/test-world.ts';

/** Writes all of them, kept by one organisation of each kind; answers which kind of help each id is. */
export async function putOffers(world: World): Promise<Map<string, string>> {
	const by = await world.worker('Olga Offers', world.tenant, 'project-leader');
	const keepers: Record<string, string> = { municipality: world.tenant };
	for (const kind of ['voluntary', 'private', 'housing'] as const)
		keepers[kind] = await world.organisation(kind, `Keeper ${kind}`);
	const kinds = new Map<string, string>();
	const rows = INVENTED_OFFERS.map((offer) => {
		const id = randomUUID();
		kinds.set(id, offer.kind);
		return {
			tenant_id: world.tenant,
			id,
			organisation_id: keepers[offer.by],
			provider: offer.by === 'municipality' ? 'Solby Kommune' : `Foreningen i ${offer.area}`,
			group_kind: offer.by === 'municipality' ? 'municipal' : 'private-voluntary',
			name: offer.name,
			target_group: offer.targetGroup,
			content: offer.content,
			admission: offer.admission ?? '',
			next_step: offer.next,
			contact: `Telefon ${offer.phone}`,
			phone: offer.phone,
			address: offer.address,
			postal_code: offer.postalCode,
			town: offer.town,
			area: offer.area,
			opening_hours: offer.hours,
			price: offer.price ?? '',
			languages: offer.languages ?? ['dansk'],
			themes: offer.themes,
			is_preventive: offer.isPreventive ?? false,
			confirmed_on: addDays(TODAY, -offer.confirmedBefore),
			confirmed_by_name: by.name,
			changed_by: by.person,
			changed_by_name: by.name
		};
	});
	const names = Object.keys(rows[0]!);
	await world.database.owner.query(
		`insert into samspil.offer (${names}) select ${names} from json_populate_recordset(null::samspil.offer, $1)`,
		[JSON.stringify(rows)]
	);
	return kinds;
}
