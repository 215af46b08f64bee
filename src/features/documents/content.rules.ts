/**
 * The content of a document as it is frozen: one spelling, one hash.
 *
 * Every approval and signature names the hash of the exact content it was given for, so that any edit
 * visibly voids it (S-4).
 */
import { fieldsOf, type Answers, type Template } from './template.rules.ts';

/** What may stand in content: plain JSON. */
export type Json =
	| null
	| boolean
	| number
	| string
	| readonly Json[]
	| { readonly [key: string]: Json };

/** What is kept here, as it stands today, for those who may read it: an agreement, a file, or a goal of the document itself. */
export type Kept = {
	title: string;
	href: string;
	states: { text: string; tone: 'neutral' | 'info' | 'success' | 'warning' }[];
};

/**
 * The names that ids had when the document was frozen, so that it reads the same in ten years. What is pointed to and
 * kept here goes on living: what the reader may read comes as it is today, and is frozen nowhere.
 */
export type Names = {
	organisations: Record<string, string>;
	people: Record<string, string>;
	kept?: Record<string, Kept>;
};

/** A frozen document: which questions were asked, what was answered, and who the ids were. */
export type Content = { template: string; edition: number; answers: Answers; names: Names };

/** Freezes the answers to the template's own questions; answers to questions it no longer asks are left out. */
export function freeze(template: Template, answers: Answers, names: Names): Content {
	const asked = fieldsOf(template).flatMap(({ key }): [string, Answers[string]][] => {
		const answer = answers[key];
		return answer ? [[key, answer]] : [];
	});
	const { key, edition } = template;
	return { template: key, edition, answers: Object.fromEntries(asked), names };
}

/**
 * The one spelling of a JSON value: keys in code-unit order, no white space, lists in their own order.
 * Two values that mean the same are spelled the same. Refuses numbers that JSON cannot hold.
 */
export function canonicalJson(value: Json): string {
	if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not a JSON number');
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
	const entries = Object.entries(value)
		.filter(([, each]) => each !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
	return `{${entries.join(',')}}`;
}

/** SHA-256 of the content's one spelling, as 64 hexadecimal digits. */
export async function contentHash(content: Json): Promise<string> {
	const bytes = new TextEncoder().encode(canonicalJson(content));
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A hash as people read it to each other: its first twelve digits in groups of four. */
export const shortHash = (hash: string): string =>
	[hash.slice(0, 4), hash.slice(4, 8), hash.slice(8, 12)].join(' ');

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
