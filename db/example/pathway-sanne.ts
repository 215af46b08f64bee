/** Sanne, who was noticed at night; the week in which a tovholder is to be found has passed. She does not exist. */
import { tables } from '#server/tables.ts';
import { collaboration } from './collaboration.ts';
import { idOf, type Example } from './example.ts';
import { beginPathway } from './pathway.ts';
import { aviaja, kilden, lone, mette, natteravne, seat, sofie, solby } from './people.ts';

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
	await callMeeting(example, path.id);
}

/** whoever might hold the threads meets Sanne the day after tomorrow; one of them has said yes. */
async function callMeeting({ write, moment }: Example, pathway: string): Promise<void> {
	const id = idOf('allotment meeting of Sanne');
	await write(
		tables.insertInto('allotment_meeting').values({
			tenant_id: solby.id,
			id,
			pathway_id: pathway,
			collaboration_id: collaboration,
			starts_at: moment(2, '10:00'),
			ends_at: moment(2, '11:00'),
			place: 'Kilden, det lille mødelokale',
			called_by: lone.id,
			called_by_name: lone.name
		})
	);
	const asked = { tenant_id: solby.id, meeting_id: id, pathway_id: pathway };
	for (const { who, at, answered } of [
		{ ...seat(mette, solby), answered: -1 },
		{ ...seat(aviaja, kilden), answered: null }
	])
		await write(
			tables.insertInto('allotment_candidate').values({
				...asked,
				person_id: who.id,
				organisation_id: at.id,
				person_name: who.name,
				organisation_name: at.name,
				answer: answered === null ? null : ('yes' as const),
				answered_at: answered === null ? null : moment(answered, '09:05')
			})
		);
}
