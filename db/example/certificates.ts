/** Who of Natteravnene meets children under 15, and the declaration to the municipality (L-21). */
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { natteravne, poul, sofie, solby } from './people.ts';

export async function writeCertificates({ write, day, moment }: Example): Promise<void> {
	const at = { tenant_id: solby.id, organisation_id: natteravne.id };
	const written = { changed_by_name: poul.name, changed_at: moment(-95, '19:30') };
	await write(
		tables.insertInto('child_role').values([
			{
				...at,
				id: idOf('role: Sofie, the young'),
				person_id: sofie.id,
				role: 'Fast voksen for unge på gaden',
				obtained_on: day(-95),
				obtained_by: poul.name,
				begins_on: day(-90),
				...written
			},
			{
				...at,
				id: idOf('role: Poul, the school'),
				person_id: poul.id,
				role: 'Oplæg på skolen',
				obtained_on: null,
				obtained_by: '',
				begins_on: null,
				...written
			}
		])
	);
	await write(
		tables.insertInto('child_declaration').values({ ...at, declared_on: day(-330), ...written })
	);
}
