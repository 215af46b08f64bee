/** What people and programs send that no form asked for: each form, with one thing in it wrong. */
import type { Input } from './page-forms.ts';
import { asItIs, type Fields } from './posting.ts';

/** Something that is posted: what is wrong in it, and what it sends. */
export type BadPost = {
	what: string;
	fields: Fields;
	/** Words that a person typed in it: none may get lost. */
	typed: string[];
	/** Words that occur nowhere else, to be kept whole where the form is taken. */
	unique?: string;
};

/** Kinds of input in which people write as they like. */
const WRITTEN = ['text', 'textarea', 'email', 'search', 'tel'];

/** The id of nobody and nothing. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** A hundred thousand letters that nobody else has sent. */
const long = (mark: string) => `${mark} ${'æ'.repeat(100_000 - mark.length - 6)} slut.`;

/** Greenlandic, old Greenlandic with its kra, Danish, and pictures made of several signs. */
const unusual = (mark: string) => `${mark} Aĸigssiniarneq Ærø 🐎 👩🏽‍🌾 Qaqqortumi “ullut” & <b>`;

let marks = 0;
/** The beginning of words that nobody else has sent. */
function nextMark(): string {
	marks += 1;
	return `Ord${marks}.`;
}

/** What no screen shows and no database keeps. */
const UNSAYABLE = 'a\0\uFFFEb';

const DAYS = ['0000-01-01', '9999-12-31', '2026-02-30'];

/** Something to try with a form: makes the post anew each time, since ids and versions go stale. */
export type Attempt = { what: string; post: (inputs: Input[]) => BadPost };

/** All that is tried with a form whose inputs are these. */
export function attempts(inputs: Input[]): Attempt[] {
	const whole = (what: string, fields: (inputs: Input[]) => Fields): Attempt => ({
		what,
		post: (now) => posting(what, fields(now), now)
	});
	return [
		whole('nothing at all', () => []),
		whole('everything empty', (now) => now.map(({ name }) => [name, ''])),
		whole('files for words', (now) => now.map(({ name }) => [name, new File(['x'], 'x.txt')])),
		whole('everything twice', (now) => [...asItIs(now), ...asItIs(now)]),
		...inputs.flatMap((input, index) => attemptsWith(input, index))
	];
}

/** What is tried with one input, the `index`th of its form. */
function attemptsWith({ name, type }: Input, index: number): Attempt[] {
	const one = (how: string, value: () => string, isUnique = false): Attempt => ({
		what: `${name}: ${how}`,
		post(now) {
			const own = now[index]!;
			const words = value();
			const others = asItIs(now).filter((field) => field[0] !== own.name);
			const post = posting(`${own.name}: ${how}`, [...others, [own.name, words]], now);
			return isUnique ? { ...post, unique: words } : post;
		}
	});
	// What somebody looks for on the way is shown again, and nothing to keep.
	const isToKeep = type !== 'search';
	if (WRITTEN.includes(type))
		return [
			one('unusual', () => unusual(nextMark()), isToKeep),
			one('long', () => long(nextMark()), isToKeep),
			one('unsayable', () => UNSAYABLE)
		];
	const strange = type === 'date' ? DAYS : [NOBODY];
	return [
		...strange.map((value) => one(value, () => value)),
		one('long', () => long(nextMark())),
		one('unsayable', () => UNSAYABLE)
	];
}

const posting = (what: string, fields: Fields, inputs: Input[]): BadPost => ({
	what,
	fields,
	typed: typedIn(fields, inputs)
});

/** The words that somebody wrote: not what the page carries along, and no password or code. */
function typedIn(fields: Fields, inputs: Input[]): string[] {
	const secret = /password|code|current/;
	return fields.flatMap(([name, value]) => {
		const type = inputs.find((input) => input.name === name)?.type ?? 'hidden';
		const isWritten = WRITTEN.includes(type) && !secret.test(name);
		const isWords = typeof value === 'string' && value !== '' && value !== UNSAYABLE;
		return isWritten && isWords ? [value] : [];
	});
}
