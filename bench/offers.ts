/** Offers of the bench: the invented directory, so many times over. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { INVENTED_OFFERS } from '../db/example/offers/offers.ts';

/** So many offers as rows of the table, in a municipality whose own they are. */
export const offersOf = (tenant: string, person: string, count: number) =>
	Array.from({ length: count }, (_, at) => {
		const offer = INVENTED_OFFERS[at % INVENTED_OFFERS.length]!;
		const round = Math.floor(at / INVENTED_OFFERS.length);
		return {
			tenant_id: tenant,
			id: randomUUID(),
			organisation_id: tenant,
			provider: `Foreningen i ${offer.area}`,
			group_kind: 'private-voluntary',
			name: round === 0 ? offer.name : `${offer.name} ${round}`,
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
			confirmed_on: new Date().toISOString().slice(0, 10),
			confirmed_by_name: 'x',
			changed_by: person,
			changed_by_name: 'x'
		};
	});
export type OfferRow = ReturnType<typeof offersOf>[number];

/** Opens a municipality's directory with so many offers in it, and none besides. */
export async function layInOffers(owner: Pool, tenant: string, person: string, count: number) {
	await owner.query(
		'insert into samspil.offer_directory (tenant_id, is_public) values ($1, true) on conflict (tenant_id) do update set is_public = true',
		[tenant]
	);
	await owner.query('delete from samspil.offer where tenant_id = $1', [tenant]);
	const rows = offersOf(tenant, person, count);
	const names = Object.keys(rows[0]!).join(', ');
	await owner.query(
		`insert into samspil.offer (${names}) select ${names} from json_populate_recordset(null::samspil.offer, $1)`,
		[JSON.stringify(rows)]
	);
	await owner.query('vacuum analyze');
	return rows;
}

const NULL = '\\N';
const spell = (value: unknown): string => {
	if (value === null) return NULL;
	const text = Array.isArray(value)
		? `{${value.map((each) => `"${String(each).replace(/["\\]/g, '\\$&')}"`).join(',')}}`
		: String(value);
	return text.replace(
		/[\\\n\r\t]/g,
		(sign) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign]!
	);
};

/** The rows as COPY reads them. */
export const asCopy = (rows: readonly OfferRow[]): string =>
	rows.map((row) => `${Object.values(row).map(spell).join('\t')}\n`).join('');
