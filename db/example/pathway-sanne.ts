/** Sanne, who was noticed at night; the week in which a tovholder is to be found has passed. She does not exist. */
import { tables } from '#server/tables.ts';
import { collaboration } from './collaboration.ts';
import { idOf, type Example } from './example.ts';
import { beginPathway } from './pathway.ts';
import { lone, natteravne, seat, sofie, solby } from './people.ts';

const SOFIE = seat(sofie, natteravne);

export async function writeSanne(example: Example): Promise<void> {
	const path = await beginPathway(example, {
		name: 'Sanne Rytter',
		birthDate: '1999-03-21',
		noticedBy: SOFIE,
		noticed: -10,
		description:
			'Sanne sover i bilen og er lige blevet udskrevet. Hun vil gerne have hjælp og ved ikke, hvor hun skal begynde.',
		criteria: [1, 3]
	});
	await path.say('wishes', -9, 'Bare et sted, hvor jeg kan sove uden at holde øje.', SOFIE);
	await path.entry(SOFIE, 'contact', -9, {
		kind: 'contact',
		channel: 'phone',
		from: -9,
		title: 'Aftale om en kop kaffe',
		body: 'Vi ses i Kilden på tirsdag. Hun siger, at hun gerne vil have en kvinde som tovholder.'
	});
	// whom the project leader is to ask first; without an account.
	await example.write(
		tables.insertInto('caseworker').values({
			tenant_id: solby.id,
			pathway_id: path.id,
			name: 'Birgit Holm',
			workplace: 'Jobcenter Solby',
			written_by: sofie.id,
			changed_by_name: sofie.name
		})
	);
	// the project leader was told at once.
	await example.write(
		tables.insertInto('notice').values({
			tenant_id: solby.id,
			id: idOf('told of Sanne'),
			person_id: lone.id,
			kind: 'tovholder-needed',
			path: `/collaborations/${collaboration}/allotments`,
			created_at: example.moment(-10, '10:20')
		})
	);
}
