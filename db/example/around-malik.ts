/** What those around Malik have told of changes in what was agreed, and asked for. Told after his pathway is written. */
import { sql } from 'kysely';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import {
	aviaja,
	kilden,
	malik,
	mette,
	natteravne,
	rasmus,
	seat,
	solby,
	soparken,
	type Seat
} from './people.ts';

const PATHWAY = idOf(`pathway of ${malik.name}`);
const METTE = seat(mette, solby);

type Told = { offset: number; words: string; seen?: { offset: number; answer: string } };

export async function writeAroundMalik(example: Example): Promise<void> {
	await tellOfChange(example, seat(aviaja, kilden), {
		offset: -16,
		words: 'Jeg har ferie i to uger. En kollega følges med Malik så længe.',
		seen: { offset: -15, answer: 'Tak. Jeg siger det til Malik.' }
	});
	await tellOfChange(example, seat(rasmus, soparken), {
		offset: -1,
		words: 'Nøglerne bliver først klar onsdag.'
	});
	await addOutside(example, -30);
	await tellOutside(example, -28);
	await askCapacity(example, -3);
	await askToTakeOver(example, seat(aviaja, kilden), -2);
}

/** A partner tells it on the day of `offset`; the tovholder has seen it, or not yet. */
async function tellOfChange(
	{ write, moment }: Example,
	{ who, at }: Seat,
	{ offset, words, seen }: Told
): Promise<void> {
	await write(
		tables.insertInto('partner_change').values({
			tenant_id: solby.id,
			id: idOf(words),
			pathway_id: PATHWAY,
			organisation_id: at.id,
			words,
			told_by: who.id,
			told_by_name: who.name,
			told_by_organisation_name: at.name,
			told_at: moment(offset, '08:50'),
			acknowledged_at: seen ? moment(seen.offset, '09:15') : null,
			acknowledged_by_name: seen ? METTE.who.name : null,
			acknowledged_by_organisation_name: seen ? METTE.at.name : null,
			answer: seen?.answer ?? ''
		})
	);
}

/** Somebody of an agreed partner asks to hold the threads; nobody has answered yet. */
async function askToTakeOver(
	{ write, moment }: Example,
	{ who, at }: Seat,
	offset: number
): Promise<void> {
	await write(
		tables.insertInto('transfer').values({
			tenant_id: solby.id,
			id: idOf(`${who.name} wishes to take over`),
			pathway_id: PATHWAY,
			verb: 'take-over',
			role: 'tovholder',
			state: 'proposed',
			from_person_id: METTE.who.id,
			from_organisation_id: METTE.at.id,
			from_name: METTE.who.name,
			from_organisation_name: METTE.at.name,
			to_person_id: who.id,
			to_organisation_id: at.id,
			to_name: who.name,
			to_organisation_name: at.name,
			reason: 'Jeg ser Malik hver dag og tager gerne over, når han er flyttet ind.',
			begun_by: who.id,
			begun_by_name: who.name,
			begun_by_organisation_name: at.name,
			begun_at: moment(offset, '13:20')
		})
	);
}

/** The social office at home, which has no account. */
const addOutside = ({ write, moment }: Example, offset: number): Promise<void> =>
	write(
		tables.insertInto('outside_contact').values({
			tenant_id: solby.id,
			id: idOf('the social office at home'),
			pathway_id: PATHWAY,
			name: 'Pipaluk Olsen',
			organisation: 'Kommuneqarfik Sermersooq',
			helps_with: 'Papirer hjemmefra',
			category: 'situation',
			scope_id: sql<string>`(select s.id from samspil.scope s
				where s.tenant_id = ${solby.id} and s.pathway_id = ${PATHWAY} and s.category = 'situation')`,
			reach: '70 00 77 88, hverdage 13 til 15',
			added_by: METTE.who.id,
			changed_by_name: METTE.who.name,
			changed_at: moment(offset, '14:10')
		})
	);

/** Pipaluk was told who holds the threads, by telephone. */
const tellOutside = ({ write, day }: Example, offset: number): Promise<void> =>
	write(
		tables.insertInto('outside_told').values({
			tenant_id: solby.id,
			pathway_id: PATHWAY,
			contact_id: idOf('the social office at home'),
			object_id: sql<string>`(select t.id from samspil.tovholder t
				where t.tenant_id = ${solby.id} and t.pathway_id = ${PATHWAY} and t.until is null)`,
			about: 'tovholder',
			told_on: day(offset),
			channel: 'phone',
			told_by: METTE.who.id,
			told_by_name: METTE.who.name
		})
	);

/** The night ravens are asked whether they have room after all; they have not answered. */
const askCapacity = ({ write, moment, day }: Example, offset: number): Promise<void> =>
	write(
		tables.insertInto('capacity_question').values({
			tenant_id: solby.id,
			id: idOf('room with the night ravens'),
			pathway_id: PATHWAY,
			organisation_id: natteravne.id,
			organisation_name: natteravne.name,
			question: 'Har I plads til at følges med en mand hjem fredag aften, fra foråret?',
			answer_before: day(offset + 14),
			asked_by: METTE.who.id,
			asked_by_name: METTE.who.name,
			asked_by_organisation_name: METTE.at.name,
			asked_at: moment(offset, '10:05')
		})
	);
