/** What two frozen documents say differently beside their answers: who acts for the parties, and what was picked. */
import { canonicalJson, type Json } from './content.rules.ts';
import { differencesBetween } from './difference.rules.ts';
import {
	templateOfBoth,
	type FrozenDocument,
	type FrozenParty,
	type FrozenPerson
} from './frozen.rules.ts';

export const PARTY_ROLES = ['responsible', 'executing', 'signatories'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** A party that has others in one of its places, or calls them otherwise: 'Birgitte Holm, Leder'. */
export type PeopleDifference = {
	organisation: string;
	party: string;
	role: PartyRole;
	before: string[];
	after: string[];
};

/** Who acts for the parties of both, where that is not the same; in the order of the later one. */
export const peopleDifferences = (
	before: FrozenDocument,
	after: FrozenDocument
): PeopleDifference[] =>
	after.parties.flatMap((party) => {
		const earlier = before.parties.find(({ organisation }) => organisation === party.organisation);
		if (!earlier) return [];
		return PARTY_ROLES.map((role) => ({
			organisation: party.organisation,
			party: party.name,
			role,
			before: peopleIn(earlier, role).map(calledIn),
			after: peopleIn(party, role).map(calledIn)
		})).filter((each) => each.before.join('\n') !== each.after.join('\n'));
	});

/** Whether the same people act for the parties of both, whatever they are called. */
export const haveSamePeople = (one: FrozenDocument, other: FrozenDocument): boolean =>
	one.parties.every((party) => {
		const same = other.parties.find(({ organisation }) => organisation === party.organisation);
		return !same || PARTY_ROLES.every((role) => whoActs(party, role) === whoActs(same, role));
	});

/** The sections that one has and the other has not, by what they are called. */
export const sectionsBesides = (one: FrozenDocument, other: FrozenDocument): string[] =>
	one.sections
		.filter(({ key }) => !other.sections.some((each) => each.key === key))
		.map(({ label }) => label);

/**
 * Whether two documents say the same: what was written, picked and chosen. What the register calls people and organisations
 * today, and how the questions of one edition are worded, may be another: by that nobody has changed the document.
 */
export const saysTheSame = (one: FrozenDocument, other: FrozenDocument): boolean =>
	canonicalJson(chosenIn(one)) === canonicalJson(chosenIn(other)) &&
	differencesBetween(templateOfBoth(one, other), one.answers, other.answers).length === 0;

const chosenIn = ({ title, language, template, parties, sections }: FrozenDocument): Json => ({
	title,
	language,
	template: template as unknown as Json,
	sections: sections.map(({ key }) => key),
	parties: parties.map((party) => [
		party.organisation,
		...PARTY_ROLES.map((role) => whoActs(party, role))
	])
});

const peopleIn = (party: FrozenParty, role: PartyRole): FrozenPerson[] =>
	role === 'responsible' ? (party.responsible ? [party.responsible] : []) : party[role];

const calledIn = ({ name, title }: FrozenPerson) => (title ? `${name}, ${title}` : name);

/** As what somebody signs is written in the document; the other titles are the register's. */
const whoActs = (party: FrozenParty, role: PartyRole): string =>
	peopleIn(party, role)
		.map(({ person, title }) => (role === 'signatories' ? `${person} ${title}` : person))
		.toSorted()
		.join('\n');

type Besides = { gone: readonly unknown[]; added: readonly unknown[] };

/** Whether two versions differ in something else than their answers: title, people, parties or sections. */
export const differsBesides = (compared: {
	before: { title: string };
	after: { title: string };
	people: readonly unknown[];
	parties: Besides;
	sections: Besides;
}): boolean =>
	compared.before.title !== compared.after.title ||
	compared.people.length > 0 ||
	[compared.parties, compared.sections].some(({ gone, added }) => gone.length + added.length > 0);
