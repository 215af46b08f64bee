/** The people around a citizen of the invented data, as the citizen and the tovholder have drawn them. */
import type { Relation } from '#features/network/network.rules.ts';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import type { Pathway } from './pathway.ts';
import { solby, type Seat } from './people.ts';

type Around = Omit<Relation, 'agreedOn'>;

/** Those around Malik: one of each answer. */
export const AROUND_MALIK: readonly Around[] = [
	{
		side: 'private',
		name: 'Naja',
		relation: 'søster i Nuuk',
		closeness: 1,
		involve: 'yes',
		involveWhen: '',
		contact: 'Ring søndag formiddag: 70 00 33 44'
	},
	{
		side: 'private',
		name: 'Peter',
		relation: 'kollega fra havnen',
		closeness: 2,
		involve: 'later',
		involveWhen: 'når jeg skal flytte',
		contact: '70 00 55 66'
	},
	{
		side: 'private',
		name: 'Far',
		relation: 'far',
		closeness: 3,
		involve: 'no',
		involveWhen: '',
		contact: ''
	},
	{
		side: 'professional',
		name: 'Dr. Lund',
		relation: 'egen læge',
		closeness: 2,
		involve: 'not-asked',
		involveWhen: '',
		contact: ''
	}
];

/** Puts them on the map; those with a yes said it on the day of `offset`. */
export async function drawRelations(
	{ write, day, moment }: Example,
	{ id, name }: Pick<Pathway, 'id' | 'name'>,
	{ who }: Seat,
	offset: number,
	people: readonly Around[]
): Promise<void> {
	for (const each of people)
		await write(
			tables.insertInto('network_relation').values({
				tenant_id: solby.id,
				id: idOf(`${each.name} around ${name}`),
				pathway_id: id,
				side: each.side,
				name: each.name,
				relation: each.relation,
				closeness: each.closeness,
				involve: each.involve,
				involve_when: each.involveWhen,
				agreed_on: each.involve === 'yes' || each.involve === 'later' ? day(offset) : null,
				contact: each.contact,
				written_by: who.id,
				changed_by_name: who.name,
				changed_at: moment(offset, '11:30')
			})
		);
}
