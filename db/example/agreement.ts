/** Two agreements of Solby's: one in force about the nights in Søparken, with promises kept, near and overdue; and a draft. */
import { newestTemplateOf } from '#features/agreements/agreement-template.rules.ts';
import { factsOf } from '#features/agreements/facts.rules.ts';
import type { AgreementKind } from '#features/agreements/kind.rules.ts';
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { composeDocument } from '#features/documents/server/compose-document.ts';
import { partsOfKey } from '#features/documents/shape.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import { tables } from '#server/tables.ts';
import { nightAnswers } from './agreement-answers.ts';
import { writeLive } from './agreement-live.ts';
import { SIGNED, writePromises } from './agreement-promises.ts';
import { collaboration } from './collaboration.ts';
import { idOf, type Example } from './example.ts';
import {
	aviaja,
	birgitte,
	gitte,
	henrik,
	kilden,
	lone,
	MEMBERSHIPS,
	natteravne,
	poul,
	rasmus,
	sofie,
	solby,
	soparken,
	type Seat
} from './people.ts';

/** A party with its people: who is responsible, who does the daily work, who signs and as what. */
type Party = { at: Seat['at']; leads: Who; works: Who; signs: Who; as: string };
type Who = Seat['who'];

const NIGHTS: readonly Party[] = [
	{ at: solby, leads: lone, works: lone, signs: henrik, as: 'Socialchef' },
	{ at: kilden, leads: birgitte, works: aviaja, signs: birgitte, as: 'Daglig leder' },
	{ at: natteravne, leads: poul, works: sofie, signs: poul, as: 'Formand' },
	{ at: soparken, leads: gitte, works: rasmus, signs: gitte, as: 'Udlejningschef' }
];
const COFFEE: readonly Party[] = [
	{ at: solby, leads: lone, works: lone, signs: henrik, as: 'Socialchef' },
	{ at: kilden, leads: birgitte, works: aviaja, signs: birgitte, as: 'Daglig leder' }
];

export const nights = idOf('agreement nights');
const nightsVersion = idOf('agreement nights version 1');
const coffee = idOf('agreement coffee');

const BEGUN = -330;
const SENT = -312;

/** Writes both; the one in force was signed by all four, the last of them five days before it began. */
export async function writeAgreements(example: Example): Promise<void> {
	await writeDocument(example, {
		id: nights,
		title: 'Trygge nætter i Søparken',
		kind: 'partnership-agreement',
		sections: [],
		within: collaboration,
		parties: NIGHTS,
		answers: nightAnswers(example),
		begun: BEGUN
	});
	await agreeOnNights(example);
	await writeDocument(example, {
		id: coffee,
		title: 'Kaffe på stationen',
		kind: 'cooperation-contract',
		sections: ['activity', 'audience', 'expectations'],
		within: null,
		parties: COFFEE,
		answers: {
			activity: {
				value: {
					kind: 'text',
					text: 'En kaffevogn på stationen hver tirsdag aften, hvor man kan snakke med nogen.'
				},
				notApplicable: null
			}
		},
		begun: -9
	});
}

type Written = {
	id: string;
	title: string;
	kind: AgreementKind;
	sections: string[];
	/** The collaboration it is of; none where it stands alone. */
	within: string | null;
	parties: readonly Party[];
	answers: Answers;
	begun: number;
};

/** The draft as its parties have written it. */
async function writeDocument({ write, moment }: Example, written: Written): Promise<void> {
	const { id, title, kind, sections, within, parties, answers, begun } = written;
	const document = { tenant_id: solby.id, document_id: id };
	await write(
		tables.insertInto('document').values({
			tenant_id: solby.id,
			id,
			kind: 'agreement',
			template_key: kind,
			template_edition: newestTemplateOf(kind).edition,
			title,
			sections,
			collaboration_id: within,
			begun_by: lone.id,
			begun_by_organisation: solby.id,
			begun_at: moment(begun, '09:00'),
			changed_at: moment(begun + 2, '13:00'),
			changed_by_name: lone.name
		})
	);
	for (const [place, { at, leads, works, signs, as }] of parties.entries()) {
		const party = { ...document, organisation_id: at.id };
		await write(
			tables
				.insertInto('document_party')
				.values({ ...party, place, responsible_person_id: leads.id })
		);
		await write(tables.insertInto('document_executor').values({ ...party, person_id: works.id }));
		await write(
			tables.insertInto('document_signatory').values({ ...party, person_id: signs.id, title: as })
		);
	}
	for (const [key, { value, notApplicable }] of Object.entries(answers)) {
		const { field, party } = partsOfKey(key);
		await write(
			tables.insertInto('document_answer').values({
				...document,
				field_key: field,
				party_id: party,
				value: JSON.stringify(value),
				not_applicable: notApplicable,
				answered_at: moment(begun + 2, '13:00'),
				answered_by: lone.id,
				answered_by_name: lone.name
			})
		);
	}
}

/** Sent, signed by all four, and so in force, with its promises and the days it has set. */
async function agreeOnNights(example: Example): Promise<void> {
	const { write, moment, day } = example;
	const frozen = frozenNights(example);
	const hash = Buffer.from(await contentHash(frozen as unknown as Json), 'hex');
	await write(
		tables.insertInto('document_version').values({
			tenant_id: solby.id,
			id: nightsVersion,
			document_id: nights,
			number: 1,
			content: JSON.stringify(frozen),
			hash,
			submitted_by_name: lone.name,
			submitted_at: moment(SENT, '14:00')
		})
	);
	for (const [index, { at, signs, as }] of NIGHTS.entries())
		await write(
			tables.insertInto('document_signature').values({
				tenant_id: solby.id,
				document_id: nights,
				version_id: nightsVersion,
				organisation_id: at.id,
				person_id: signs.id,
				person_organisation_id: at.id,
				person_name: signs.name,
				title: as,
				organisation_name: at.name,
				signed_at: moment(SIGNED - NIGHTS.length + index, '10:15'),
				method: 'app-code',
				assurance: 'multi',
				hash
			})
		);
	const facts = factsOf(frozen);
	const term = { from: facts.startsOn ?? day(SIGNED), until: facts.endsOn };
	await write(
		tables
			.updateTable('document_version')
			.where('id', '=', nightsVersion)
			.set({
				fate: 'agreed',
				fate_at: moment(SIGNED, '10:15'),
				from_on: term.from,
				until_on: term.until
			})
	);
	await write(
		tables.updateTable('document').where('id', '=', nights).set({
			review_on: facts.reviewOn,
			owner_person_id: facts.reviewOwner?.person,
			owner_organisation_id: facts.reviewOwner?.organisation
		})
	);
	await writePromises(example, nights, frozen, term);
	await writeLive(example, nights, frozen, term);
}

/** What they signed: composed as the program composes it. */
function frozenNights(example: Example): FrozenDocument {
	const answers = nightAnswers(example);
	const named = (who: Who, at: Seat['at'], title = '') => ({
		person: who.id,
		organisation: at.id,
		name: who.name,
		title
	});
	return composeDocument(
		newestTemplateOf('partnership-agreement'),
		{
			title: 'Trygge nætter i Søparken',
			language: 'da',
			sections: [],
			parties: NIGHTS.map(({ at, leads }) => ({
				id: at.id,
				name: at.name,
				cvr: null,
				responsible: leads.id,
				responsibleName: leads.name,
				responsibleTitle: titleAt(leads, at)
			})),
			executors: NIGHTS.map(({ at, works }) => named(works, at, titleAt(works, at))),
			signatories: NIGHTS.map(({ at, signs, as }) => named(signs, at, as)),
			saved: Object.entries(answers).map(([field, { value, notApplicable }]) => ({
				field,
				value: value as unknown as Json,
				notApplicable,
				version: 1,
				by: lone.name,
				at: example.moment(BEGUN + 2, '13:00')
			}))
		},
		{
			organisations: NIGHTS.map(({ at }) => ({ id: at.id, name: at.name })),
			people: NIGHTS.flatMap(({ at, leads, works, signs }) =>
				[leads, works, signs].map((who) => ({
					person: who.id,
					organisation: at.id,
					name: who.name,
					organisationName: at.name
				}))
			)
		}
	);
}

/** What somebody is at an organisation. */
const titleAt = (who: Who, at: Seat['at']): string =>
	MEMBERSHIPS.find(([each, where]) => each.id === who.id && where.id === at.id)?.[2] ?? '';
