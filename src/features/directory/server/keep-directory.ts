/** The project leader decides how the directory is kept, and which words mean the same in it. */
import { randomUUID } from 'node:crypto';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import {
	countHiddenBy,
	findDirectory,
	findReplacing,
	findSynonyms,
	insertSynonyms,
	updateDirectory,
	updateSynonyms,
	type DirectoryRules
} from './directory.queries.ts';

type KeptDirectory = DirectoryRules & { at: Date; by: string; version: number };

/** Offers that would be hidden at once, of how many that are shown. */
export type Hides = { ok: false; reason: 'hides-offers'; hidden: number; shown: number };

/** A rhythm that somebody has said yes to, though it hides offers. */
export const markOfRhythm = ({ rhythmMonths, hiddenAfterDays }: DirectoryRules): string =>
	`${rhythmMonths} ${hiddenAfterDays}`;

/** Writes how it is kept, based on `version`. A rhythm that hides offers at once is asked about before, once: `agreed` is the one that was said yes to. */
export async function keepDirectory(
	acting: Acting,
	version: number,
	rules: DirectoryRules,
	agreed = ''
): Promise<Outcome<true, 'not-there' | 'directory-not-yours'> | Stale<KeptDirectory> | Hides> {
	const kept = await acting.first(findDirectory());
	if (!kept) return refused('not-there');
	if (!kept.isLed) return refused('directory-not-yours');
	const isSame = (Object.keys(rules) as (keyof DirectoryRules)[]).every(
		(name) => kept[name] === rules[name]
	);
	if (isSame) return done(true);
	if (agreed !== markOfRhythm(rules)) {
		const counts = (await acting.first(countHiddenBy(rules)))!;
		if (counts.hidden > 0) return { ok: false, reason: 'hides-offers', ...counts };
	}
	if ((await acting.run(updateDirectory(version, rules, acting.visitor.name))) === 0)
		return stale(kept);
	await acting.run(record('directory.kept', null, { public: rules.isPublic }));
	return done(true);
}

/** The most words of one group. */
const MOST_WORDS = 30;

/** The words of a group as they are typed, each once. */
export const splitWords = (typed: string): string[] =>
	[...new Set(typed.split(/[,;]/).map((word) => word.replace(/\s+/g, ' ').trim()))]
		.filter((word) => word !== '')
		.slice(0, MOST_WORDS);

type KeptWords = { words: string[]; at: Date; by: string; version: number };

/**
 * Writes a group of words that mean the same: a new one, one in the place of ours, or one of the municipality's own, based on
 * `version`. No words at all take it out; a new one has some.
 */
export async function keepSynonyms(
	acting: Acting,
	{ id, replaces, version }: { id: string; replaces: string; version: number },
	words: string[]
): Promise<Outcome<true, 'not-there' | 'directory-not-yours' | 'no-words'> | Stale<KeptWords>> {
	const directory = await acting.first(findDirectory());
	if (!directory) return refused('not-there');
	if (!directory.isLed) return refused('directory-not-yours');
	const { name } = acting.visitor;
	const replacing = replaces ? await acting.first(findReplacing(replaces)) : undefined;
	if (replaces && !replacing) return refused('not-there');
	const known = (id && (await acting.first(findSynonyms(id)))) || undefined;
	const before =
		known ?? (replacing?.id ? await acting.first(findSynonyms(replacing.id)) : undefined);
	if (!before) {
		if (words.length === 0 && !replaces) return refused('no-words');
		await acting.run(insertSynonyms(id || randomUUID(), replaces || null, words, name));
	} else {
		if (JSON.stringify(before.words) === JSON.stringify(words)) return done(true);
		if ((await acting.run(updateSynonyms(before.id, version, words, name))) === 0)
			return stale(before);
	}
	await acting.run(record('directory.words', null));
	return done(true);
}
