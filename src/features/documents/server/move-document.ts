import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { isUnanswered } from '../answered.rules.ts';
import { contentHash, type Json } from '../content.rules.ts';
import type { Saved } from '../draft.rules.ts';
import {
	moveToEdition,
	moveAnswers,
	pinOf,
	type EditionRefusal,
	type Loss,
	type Pin,
	type Shelved
} from '../edition.rules.ts';
import { namesIn } from '../names.rules.ts';
import { questionBehind } from '../question-behind.rules.ts';
import { partsOfKey } from '../shape.rules.ts';
import type { Answer, Answers, Field, Template, Value } from '../template.rules.ts';
import { listAnswers } from './answer.queries.ts';
import { findDocument, listMembers, listOrganisations, touchDocument } from './document.queries.ts';
import { insertSetAside, updatePin } from './edition.queries.ts';
import { findWritable, withdrawOpen, type Document } from './find-document.ts';
import { sayField } from './say-template.ts';

/**
 * Where a document is, and where it is to go. `older` is undefined where its template has vanished; `known` are the
 * editions there are, in which what was asked may still be looked up.
 */
export type Move = { older: Shelved | undefined; newer: Shelved; known: readonly Template[] };

/** What the page of moving showed: the document's version, the edition to move to, and a mark of what is lost. */
export type Shown = { version: number; to: string; seen: string };

type Refusal = 'no-document' | 'not-a-writer-of-it' | 'edition-changed-since' | EditionRefusal;

/** The answers of a draft that nobody can take for empty, as moving weighs them. */
export const answersToMove = (saved: readonly Saved[]): Answers =>
	Object.fromEntries(
		saved.flatMap(({ field, value, notApplicable }): [string, Answer][] => {
			const kept = value as Value | null;
			if (!kept || (notApplicable === null && isUnanswered(kept))) return [];
			return [[field, { value: kept, notApplicable }]];
		})
	);

/** A vanished template as one that asks nothing: every answer is weighed against the newer one alone. */
export const vanished = ({ key, edition, owner, revision }: Pin): Shelved => ({
	key,
	edition,
	sections: [],
	...(owner !== null && { adapted: { owner, revision } })
});

/** A template of this one question, to look up whom its answer names. */
export const askingOnly = (field: Field): Template => ({
	key: '',
	edition: 0,
	sections: [{ key: '', label: '', guidance: '', fields: [field] }]
});

/** The mark by which a form says which losses it was shown. */
export const markOfLosses = async (losses: readonly Loss[]): Promise<string> =>
	(await contentHash(losses as unknown as Json)).slice(0, 16);

/** The name of an edition in a form. */
export const nameOfPin = ({ edition, revision }: Pin): string => `${edition}.${revision}`;

/** Which sections are picked on the newer edition: those that were, and those that were asked always and can be left out now. */
export function sectionsAfter(
	picked: readonly string[],
	older: Template | undefined,
	newer: Template
): string[] {
	const wasAlways = (key: string) =>
		older?.sections.some((section) => section.key === key && !section.optional) ?? false;
	return newer.sections
		.filter(({ optional, key }) => optional && (picked.includes(key) || wasAlways(key)))
		.map(({ key }) => key);
}

/**
 * Moves a draft to a newer edition of its template. Answers that have no place there are kept beside it, whole; nothing
 * that was saved is changed, so that what is asked again later is answered again. Refused where the page showed other
 * losses, or another edition, than there are now.
 */
export async function moveDocument(
	acting: Acting,
	{ id, path }: { id: string; path: string },
	pin: Pin,
	{ older, newer, known }: Move,
	shown: Shown
): Promise<Outcome<string, Refusal> | Stale<Document>> {
	const writable = await findWritable(acting, id);
	if (!writable.ok) return writable;
	const document = writable.value;
	const to = pinOf(newer);
	// The form was sent twice: it is there already.
	if (nameOfPin(pin) === shown.to && nameOfPin(to) === shown.to) return done(id);
	if (nameOfPin(to) !== shown.to) return refused('edition-changed-since');
	const from = older ?? vanished(pin);
	const answers = answersToMove(await acting.all(listAnswers(id)));
	const { losses } = moveAnswers(from, newer, answers);
	const seen = (await markOfLosses(losses)) === shown.seen ? losses : [];
	const moved = moveToEdition({ pin, answers }, from, newer, seen);
	if (!moved.ok) return moved;
	if (document.version !== shown.version) return stale(document);

	await withdrawOpen(acting, id, path);
	const sections = sectionsAfter(document.sections, older, newer);
	const written = await acting.run(updatePin(id, shown.version, moved.value.pin, sections));
	if (written === 0) return stale((await acting.first(findDocument(id)))!);
	await setAside(acting, document, { templates: [from, ...known], pin, losses, answers });
	await acting.run(touchDocument(id, acting.visitor.name));
	await acting.run(record('document.moved', id, { to: shown.to, losses: losses.length }));
	return done(id);
}

/** Keeps each answer of which something is lost, with the names of whom it points to. */
async function setAside(
	acting: Acting,
	{ id, language }: Document,
	lost: { templates: readonly Template[]; pin: Pin; losses: readonly Loss[]; answers: Answers }
) {
	const firsts = new Map(lost.losses.toReversed().map((loss) => [loss.answer, loss]));
	if (firsts.size === 0) return;
	const [organisations, people] = await Promise.all([
		acting.all(listOrganisations()),
		acting.all(listMembers(id))
	]);
	for (const [key, { why }] of firsts) {
		const answer = lost.answers[key]!;
		const behind = questionBehind(partsOfKey(key).field, answer.value, lost.templates);
		const asked = { ...sayField(behind, language), key };
		const names = namesIn(askingOnly(asked), { [key]: answer }, organisations, people);
		const aside = { key, why, question: asked, answer, names, from: lost.pin };
		await acting.run(insertSetAside(id, aside, acting.visitor.name));
	}
}
