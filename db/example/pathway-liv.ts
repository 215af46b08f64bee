/** Liv, who is fourteen and stays out in the evenings. She does not exist. */
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { beginPathway } from './pathway.ts';
import { jonas, natteravne, sofie, seat, solby } from './people.ts';

const JONAS = seat(jonas, solby);

export async function writeLiv(example: Example): Promise<void> {
	const { write, day, moment } = example;
	const path = await beginPathway(example, {
		name: 'Liv Sandgaard',
		birthDate: day(-14 * 365),
		noticedBy: JONAS,
		noticed: -30,
		description: 'Liv går ude om aftenen. Hun siger, at der er uro hjemme.',
		criteria: [1]
	});
	await path.decide({
		by: JONAS,
		offset: -26,
		reason: 'Jonas kender familien og kan tale med skolen.',
		note: 'Liv og hendes mor var med og sagde ja.'
	});
	await path.say(
		'wishes',
		-24,
		'Jeg vil have en at tale med, som ikke er en voksen derhjemme.',
		JONAS
	);
	await path.partner(JONAS, natteravne, {
		state: 'agreed',
		offset: -22,
		reason: 'Liv er tryg der.',
		question: 'Har I plads til en ung, der gerne vil have en fast voksen?',
		people: [seat(sofie, natteravne)]
	});
	// L-21: Sofie is the one of Natteravnene who meets her
	await write(
		tables
			.updateTable('partner_person')
			.set({ meets_child: true })
			.where('pathway_id', '=', path.id)
			.where('person_id', '=', sofie.id)
	);
	const at = { tenant_id: solby.id, pathway_id: path.id };
	const written = { written_by: jonas.id, written_by_name: jonas.name };
	await write(
		tables.insertInto('guardian').values({
			...at,
			id: idOf('mother of Liv'),
			name: 'Karen',
			relation: 'mor',
			contact: '70 00 77 88',
			custody: 'shared',
			words: 'Jeg arbejder om aftenen og kan ikke være der. Det gør mig ked af det.',
			said_on: day(-24),
			written_by: jonas.id,
			changed_by_name: jonas.name
		})
	);
	await write(
		tables.insertInto('guardian').values({
			...at,
			id: idOf('father of Liv'),
			name: 'Mads',
			relation: 'far',
			contact: '70 00 77 89',
			custody: 'shared',
			words: 'Hun må gerne komme her noget mere.',
			said_on: day(-24),
			written_by: jonas.id,
			changed_by_name: jonas.name
		})
	);
	// L-3: she is not fifteen yet, so both say yes, and she is heard.
	await path.consent(JONAS, {
		purpose: 'At Liv har en fast voksen om aftenen',
		categories: ['contact', 'situation', 'progress'],
		organisations: [natteravne],
		offset: -22,
		until: 150,
		forChild: {
			guardians: [idOf('mother of Liv'), idOf('father of Liv')],
			names: 'Karen, Mads',
			heard: 'Det er fint, at Sofie ved det. Hun må ikke fortælle det til skolen.'
		}
	});
	await write(
		tables.insertInto('child_assessment').values({
			...at,
			...written,
			id: idOf('assessment of Liv'),
			organisation_id: natteravne.id,
			organisation_name: natteravne.name,
			need: 'En fast voksen uden for hjemmet, og ro til lektier.',
			effort: 'To aftener om ugen med den samme frivillige.',
			assessed_by: 'Ida Iversen',
			profession: 'psykolog',
			assessed_on: day(-23)
		})
	);
	await write(
		tables.insertInto('sharing_point').values({
			...at,
			...written,
			id: idOf('sharing about Liv'),
			point: 'referral',
			held_on: day(-21),
			young_person: true,
			parents: true,
			contents: ['well-being'],
			basis: 'Samtykke nr. 1',
			consent_id: idOf('consent 1 of Liv Sandgaard'),
			shared: 'Liv sover bedre, de aftener hun har haft nogen at følges med.',
			written_at: moment(-21, '15:00')
		})
	);
	// L-16: the school nurse has notified; the municipality assessed it the same day, and its receipt is on its way.
	await write(
		tables.insertInto('outside_notification').values({
			...at,
			...written,
			id: idOf('notification about Liv'),
			made_on: day(-3),
			made_by: 'Skolens sundhedsplejerske',
			made_to: 'Familieafdelingen, Solby Kommune',
			received_at: moment(-3, '10:30'),
			assessed_at: moment(-3, '14:10'),
			changed_by_name: jonas.name,
			changed_at: moment(-3, '14:20')
		})
	);
}
