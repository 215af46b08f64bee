/** Jens Ole, who is close to losing the flat he has had for twenty years; a private mentor holds the threads. He does not exist. */
import { sql } from 'kysely';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { beginPathway } from './pathway.ts';
import { keepEntry, openByBasis } from './sharing.ts';
import {
	inge,
	jens,
	jonas,
	kilden,
	mentorhuset,
	natteravne,
	rasmus,
	seat,
	sofie,
	solby,
	soparken,
	tarek
} from './people.ts';

const RASMUS = seat(rasmus, soparken);
const TAREK = seat(tarek, mentorhuset);
const SOFIE = seat(sofie, natteravne);

export async function writeJens(example: Example): Promise<void> {
	const { write, day, moment } = example;
	const path = await beginPathway(example, {
		name: jens.name,
		account: jens.id,
		birthDate: '1967-11-02',
		phone: '70 00 33 44',
		channel: 'Brev eller opkald. Ikke sms.',
		noticedBy: RASMUS,
		noticed: -40,
		description:
			'Huslejen er ikke betalt i to måneder, og Jens Ole åbner ikke sin post. Han vil gerne blive boende.',
		criteria: [1]
	});
	await path.decide({
		by: TAREK,
		offset: -36,
		reason: 'Jens Ole vil helst have en uden for kommunen, og Tarek kommer allerede hos ham.',
		note: 'Jens Ole og hans søster var med i samtalen.'
	});
	await write(
		tables.insertInto('companion').values({
			tenant_id: solby.id,
			id: idOf('companion of Jens Ole'),
			pathway_id: path.id,
			person_id: inge.id,
			categories: ['contact', 'housing', 'meetings'],
			since: day(-35)
		})
	);
	await path.say(
		'story',
		-34,
		'Jeg har boet på Søvej i enogtyve år. Da min kone døde, holdt jeg op med at åbne kuverterne.',
		TAREK
	);
	await path.say(
		'wishes',
		-34,
		'Jeg vil blive boende. Og jeg vil have orden i det uden at blive set ned på.',
		TAREK
	);
	await path.partner(TAREK, soparken, {
		state: 'agreed',
		offset: -33,
		reason: 'Det er dem, der kan stoppe en udsættelse.',
		question: 'Kan I lave en aftale om at betale lidt af ad gangen, så en beboer kan blive boende?',
		people: [RASMUS]
	});
	await path.partner(TAREK, natteravne, {
		state: 'ended',
		offset: -30,
		ended: -5,
		reason: 'Jens Ole gik meget ture om natten.',
		question: 'Kan en af jer hilse på en ældre mand, der går tur om natten?',
		people: [SOFIE]
	});
	await path.partner(TAREK, kilden, {
		state: 'planned',
		offset: -3,
		reason: 'Onsdagsmiddagen kunne være noget for Jens Ole. Vi taler om det først.'
	});
	await path.consent(TAREK, {
		purpose: 'At Jens Ole kan blive boende.',
		categories: ['contact', 'housing', 'economy'],
		organisations: [soparken],
		offset: -33,
		until: 330
	});
	await tellPartner(example, path.id);
	const letters = await path.entry(TAREK, 'economy', -31, {
		kind: 'plan',
		title: 'Posten',
		body: 'Vi åbner kuverterne sammen hver mandag. Det tager en halv time.',
		from: -31,
		to: 60
	});
	await path.entry(RASMUS, 'housing', -28, {
		kind: 'measure',
		area: 'general',
		title: 'Aftale om at betale af',
		goal: 'At blive boende på Søvej',
		doneBy: soparken,
		contact: 'Rasmus på kontoret, 70 00 20 20',
		body: 'Restancen betales over ti måneder. Sagen er taget ud af inkasso, så længe aftalen holdes.',
		from: -28,
		to: 270
	});
	await path.entry(TAREK, 'family', -15, {
		kind: 'note',
		title: 'Søsteren',
		body: 'Inge kommer om søndagen. Jens Ole vil gerne, at hun er med til møderne.'
	});
	await keepEntry(example, path, letters, {
		from: soparken,
		reason: 'Det er mellem Tarek og mig.',
		offset: -30
	});
	await openByBasis(example, path, TAREK, {
		kind: 'vital-interest',
		for: soparken,
		categories: ['family'],
		reason:
			'Jens Ole blev fundet på trappen om natten. Ejendomskontoret skal vide, hvem de skal ringe til.',
		decidedByName: `${jonas.name}, ${solby.name}`,
		offset: -11,
		until: 17
	});
	// A night on which he was found on the stairs; nobody has reviewed it yet.
	await write(
		tables.insertInto('emergency_access').values({
			tenant_id: solby.id,
			id: idOf('emergency of Jens Ole'),
			pathway_id: path.id,
			pathway_number: 2,
			person_id: jonas.id,
			organisation_id: solby.id,
			person_name: jonas.name,
			organisation_name: solby.name,
			reason: 'Fundet forvirret på trappen. Lægevagten spørger, hvem han har tillid til.',
			from_on: day(-12),
			until_on: day(-11),
			opened_at: moment(-12, '22:40')
		})
	);
	await path.looked(TAREK, 'tovholder');
	await path.looked(RASMUS, 'partner, consent no. 1: contact, economy, housing');
}

/** the housing association is told how it goes, and rung up as the framework says. */
async function tellPartner({ write, moment }: Example, pathway: string): Promise<void> {
	const message = { tenant_id: solby.id, pathway_id: pathway };
	const id = idOf('status of Jens Ole');
	await write(
		tables.insertInto('status_message').values({
			...message,
			id,
			scope_id: sql<string>`(select s.id from samspil.scope s
				where s.tenant_id = ${solby.id} and s.pathway_id = ${pathway} and s.category = 'economy')`,
			category: 'economy',
			channel: 'Telefon',
			body: 'Den første rate er betalt i dag. Jens Ole har selv været i banken.',
			sent_by: tarek.id,
			sent_by_name: tarek.name,
			sent_by_organisation_name: mentorhuset.name,
			sent_at: moment(-9, '14:30')
		})
	);
	await write(
		tables.insertInto('status_recipient').values({
			...message,
			message_id: id,
			organisation_id: soparken.id,
			organisation_name: soparken.name
		})
	);
}
