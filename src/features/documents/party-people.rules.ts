/** Whom a party names, in its form: what one changed oneself, on top of what somebody else has saved meanwhile. */
import { isTouched, severalAs, shownAt } from '#values/shown.ts';

/** Those whom a party names. */
export type Named = {
	version: number;
	responsible: string | null;
	executing: readonly { person: string }[];
	signatories: readonly { person: string; title: string }[];
};

/** What was typed for a party, to be shown again; an empty id is nobody. */
export type TypedPeople = {
	party: string;
	version: string;
	responsible: string;
	executing: string[];
	signatory: string[];
	title: string[];
};

/** The version of what a party names, with what its form shows of it. */
export const peopleShownAt = ({ version, responsible, executing, signatories }: Named): string =>
	shownAt(version, {
		responsible: responsible ?? '',
		executing: executing.map(({ person }) => person),
		signatories: signatories.map(asLine)
	});

/** What was typed on top of an older version, where it was changed; the rest is as `saved` has it now, and so is the version. */
export function onTopOf(saved: Named, typed: TypedPeople): TypedPeople {
	const signing = typed.signatory.map((person, index) => ({
		person,
		title: typed.title[index] ?? ''
	}));
	const isMine = (name: string, text: string) => isTouched(typed.version, name, text);
	const kept = isMine('signatories', severalAs(signing.filter(isNamed).map(asLine)))
		? signing
		: [...saved.signatories, { person: '', title: '' }];
	return {
		party: typed.party,
		version: peopleShownAt(saved),
		responsible: isMine('responsible', typed.responsible)
			? typed.responsible
			: (saved.responsible ?? ''),
		executing: isMine('executing', severalAs(typed.executing.filter((each) => each !== '')))
			? typed.executing
			: saved.executing.map(({ person }) => person),
		signatory: kept.map(({ person }) => person),
		title: kept.map(({ title }) => title)
	};
}

/** The first line that names somebody who stands in a line above it already; -1 where nobody does. */
export const lineTwice = (lines: readonly string[]): number =>
	lines.findIndex((person, at) => person !== '' && lines.indexOf(person) < at);

/** Those who can be chosen in a line of who signs: in one that is filled anybody, so that two change places; in an empty one who stands in no other. */
export const choicesIn = <Choice extends { value: string }>(
	binding: readonly Choice[],
	lines: readonly string[],
	at: number
): Choice[] =>
	binding.filter(
		({ value }) => lines[at] || !lines.some((person, other) => other !== at && person === value)
	);

const asLine = ({ person, title }: { person: string; title: string }) =>
	`${person} ${title.trim()}`.trim();
const isNamed = ({ person }: { person: string }) => person !== '';
