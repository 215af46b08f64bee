/** A printed document in words only: amounts, days, people and signatures said in its language. */
import { m } from '#messages';
import { sayDay, sayExactMoment, sayMoney, type Language } from '#values/say.ts';
import type {
	PlainPart,
	PrintedDocument,
	PrintedFact,
	PrintedPart,
	PrintedSignatory,
	PrintedSignature
} from './printed-document.ts';

/** A document the printers print: nothing is left to be said. */
export type PlainDocument = Omit<PrintedDocument, 'sections' | 'signatures' | 'madeAt'> & {
	sections: { heading: string; parts: PlainPart[]; questions: PlainQuestion[] }[];
	/** One block for each party: who, when, how, on what. */
	signatures: {
		heading: string;
		blocks: { party: string; facts: PrintedFact[] }[];
		none: string;
	} | null;
	/** ISO 8601, in UTC. */
	madeAt: string | null;
};

export type PlainQuestion = { label: string; parts: PlainPart[] };

/** Says what is told by its meaning. */
export function plainDocument(document: PrintedDocument): PlainDocument {
	const language = languageOf(document);
	const { signatures, madeAt } = document;
	return {
		...document,
		madeAt: madeAt?.toISOString() ?? null,
		sections: document.sections.map(({ heading, parts = [], questions }) => ({
			heading,
			parts: parts.map((part) => plainPart(part, language)),
			questions: questions.map((question) => ({
				...question,
				parts: question.parts.map((part) => plainPart(part, language))
			}))
		})),
		signatures: signatures
			? {
					heading: signatures.heading,
					none: signatures.none,
					blocks: [
						...signatures.given.map((each) => signedBlock(each, language)),
						...signatures.awaited.map((each) => awaitedBlock(each, language))
					]
				}
			: null
	};
}

/** A part in words only. */
export function plainPart(part: PrintedPart, language: Language): PlainPart {
	switch (part.kind) {
		case 'money':
			return moneyTable(part, language);
		case 'dates':
			return {
				kind: 'facts',
				items: part.items.map(({ term, day }) => ({ term, text: sayDay(day, language) }))
			};
		case 'people':
			return {
				kind: 'table',
				caption: part.caption,
				head: [
					m.print_name({}, { locale: language }),
					m.print_title({}, { locale: language }),
					m.print_organisation({}, { locale: language }),
					m.print_contact({}, { locale: language })
				],
				rows: part.people.map((each) => [each.name, each.title, each.organisation, each.contact])
			};
		default:
			return part;
	}
}

/** A checksum as people compare it: groups of eight, between which a line may break. */
export const sayHash = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? '';

function moneyTable(
	{ caption, head, rows }: Extract<PrintedPart, { kind: 'money' }>,
	language: Language
): PlainPart {
	const amounts = head
		.slice(1)
		.map((_, column) => rows.map((row) => row.amountsInOere[column] ?? 0));
	const say = (amount: number) => sayMoney(amount, language);
	return {
		kind: 'table',
		caption,
		head,
		rows: rows.map(({ what }, row) => [what, ...amounts.map((column) => say(column[row]!))]),
		numbers: amounts.map((_, column) => column + 1),
		foot: [
			m.print_total({}, { locale: language }),
			...amounts.map((column) => say(column.reduce((sum, each) => sum + each, 0)))
		]
	};
}

const signedBlock = (
	{ party, name, title, at, method, hash }: PrintedSignature,
	language: Language
) => ({
	party,
	facts: [
		...whoSigns({ name, title }, language),
		{ term: m.print_signed_at({}, { locale: language }), text: sayExactMoment(at, language) },
		{ term: m.print_signed_by_means_of({}, { locale: language }), text: method },
		{ term: m.print_signed_content({}, { locale: language }), text: sayHash(hash) }
	]
});

const awaitedBlock = ({ party, name, title }: PrintedSignatory, language: Language) => ({
	party,
	facts: [
		...whoSigns({ name, title }, language),
		{
			term: m.print_signed_at({}, { locale: language }),
			text: m.print_not_signed_yet({}, { locale: language })
		}
	]
});

const whoSigns = ({ name, title }: { name: string; title: string }, language: Language) => [
	{ term: m.print_name({}, { locale: language }), text: name },
	...(title ? [{ term: m.print_title({}, { locale: language }), text: title }] : [])
];

/** The language we say things in: that of the document, where it is one that we speak. */
const languageOf = ({ language }: PrintedDocument): Language => (language === 'en' ? 'en' : 'da');
