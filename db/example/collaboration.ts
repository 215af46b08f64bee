/** The collaboration in Solby, its groups and its possible tovholdere; and one in Nordby, to show the wall between. */
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import {
	aviaja,
	birgitte,
	gitte,
	henrik,
	kilden,
	lone,
	mentorhuset,
	mette,
	natteravne,
	nordby,
	peter,
	poul,
	rasmus,
	seat,
	solby,
	soparken,
	tarek,
	type Seat
} from './people.ts';

export const collaboration = idOf('Fælles om hverdagen');
/** The meetings of everybody in it, to which a forum of the framework points. */
export const networkSeries = idOf('meetings of the network');

const STEERING = [
	seat(lone, solby),
	seat(henrik, solby),
	seat(birgitte, kilden),
	seat(gitte, soparken)
];
const PROJECT = [
	seat(lone, solby),
	seat(mette, solby),
	seat(aviaja, kilden),
	seat(poul, natteravne),
	seat(rasmus, soparken),
	seat(tarek, mentorhuset)
];
/** Who can be tovholder, as the project leader keeps the list. */
export const POOL: Seat[] = [
	seat(mette, solby),
	seat(aviaja, kilden),
	seat(rasmus, soparken),
	seat(tarek, mentorhuset)
];

export async function writeCollaboration({ write, day }: Example): Promise<void> {
	const next = idOf('Nordby i fællesskab');
	await write(
		tables.insertInto('collaboration').values([
			{
				tenant_id: solby.id,
				id: collaboration,
				name: 'Fælles om hverdagen',
				purpose:
					'Vi hjælper mennesker, der er uden bolig eller tæt på at miste den, og som har brug for flere af os på én gang. ' +
					'Borgeren bestemmer, hvem der er med. Vi andre holder hinanden i hånden.',
				phase: 'running',
				leader_person_id: lone.id,
				leader_organisation_id: solby.id,
				// steps in where a tovholder leaves
				stand_in_person_id: mette.id
			},
			{
				tenant_id: nordby.id,
				id: next,
				name: 'Nordby i fællesskab',
				purpose: 'Et nyt samarbejde om unge uden fast bopæl. Vi er lige begyndt.',
				phase: 'exploring',
				leader_person_id: peter.id,
				leader_organisation_id: nordby.id
			}
		])
	);
	await write(
		tables.insertInto('collaboration_party').values([
			...[solby, kilden, natteravne, soparken, mentorhuset].map(({ id }) => ({
				tenant_id: solby.id,
				collaboration_id: collaboration,
				organisation_id: id,
				joined_on: day(-365)
			})),
			{
				tenant_id: nordby.id,
				collaboration_id: next,
				organisation_id: nordby.id,
				joined_on: day(-30)
			}
		])
	);
	const sitting = (seats: Seat[], group: 'steering' | 'project' | 'follow-up') =>
		seats.map(({ who, at }) => ({
			tenant_id: solby.id,
			collaboration_id: collaboration,
			group_kind: group,
			person_id: who.id,
			organisation_id: at.id,
			since: day(-360)
		}));
	await write(
		tables.insertInto('group_member').values([
			...sitting(STEERING, 'steering'),
			...sitting(PROJECT, 'project'),
			...sitting([STEERING[1]!, STEERING[2]!], 'follow-up'),
			...(['steering', 'project'] as const).map((group) => ({
				tenant_id: nordby.id,
				collaboration_id: next,
				group_kind: group,
				person_id: peter.id,
				organisation_id: nordby.id,
				since: day(-30)
			}))
		])
	);
	await write(
		tables.insertInto('meeting_series').values({
			tenant_id: solby.id,
			id: networkSeries,
			collaboration_id: collaboration,
			group_kind: 'network',
			purpose: 'Netværk om hjemløshed',
			frequency: 'quarterly',
			first_on: day(40),
			place: 'Medborgerhuset',
			changed_by_name: lone.name
		})
	);
	await write(
		tables.insertInto('tovholder_pool').values(
			POOL.map(({ who, at }) => ({
				tenant_id: solby.id,
				collaboration_id: collaboration,
				person_id: who.id,
				organisation_id: at.id,
				since: day(-300),
				presented_on: day(-295)
			}))
		)
	);
}
