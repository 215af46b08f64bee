/** A municipality's own version of a template: changed in a draft, taken into use, carried over to a newer original. */
import {
	adapt,
	carryOver,
	NO_CHANGES,
	type AdaptationRefusal,
	type Changes
} from '#features/documents/adaptation.rules.ts';
import { canonicalJson, type Json } from '#features/documents/content.rules.ts';
import { changesWith, MOST_OWN, type Inputs } from '#features/documents/template-form.rules.ts';
import { findSection, type Template } from '#features/documents/template.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import type { Visitor } from '#values/visitor.ts';
import {
	findNewestRevision,
	findTemplateDraft,
	insertRevision,
	insertTemplateDraft,
	updateTemplateDraft,
	type Drafted
} from './own-template.queries.ts';

/** Who shapes templates: the municipality's administrators and project leaders. The database asks the same. */
export const mayShape = ({
	hat,
	tenant,
	organisation,
	function: is
}: Pick<Visitor, 'hat' | 'tenant' | 'organisation' | 'function'>): boolean =>
	tenant !== null &&
	(hat === 'administrator' ||
		(hat === 'organisation' && organisation === tenant && is === 'project-leader'));

/** A kind of agreement with its originals, the newest last. */
export type Originals = { kind: string; editions: readonly Template[] };

/** What is shaped now: the draft, or where there is none, what is in use. Version 0 where nobody has begun. */
export type Shaping = Drafted & { version: number; by: string | null; at: Date | null };

type Refusal = 'no-such-template' | 'cannot-shape' | 'template-gone';
type Culprit = { ok: false; reason: AdaptationRefusal; part: string | null };

/** What the shapers of a kind work on, whatever they have begun. */
export async function findShapingOf(
	acting: Acting,
	{ kind, editions }: Originals
): Promise<Shaping> {
	const draft = await acting.first(findTemplateDraft(kind));
	if (draft) return draft;
	const inUse = await acting.first(findNewestRevision(kind));
	return shapingFrom(inUse, editions);
}

/** Where nothing is begun: what is in use, else the newest original. */
export const shapingFrom = (
	inUse: Drafted | undefined,
	editions: readonly Template[]
): Shaping => ({
	edition: inUse?.edition ?? editions.at(-1)?.edition ?? 0,
	changes: inUse?.changes ?? NO_CHANGES,
	version: 0,
	by: null,
	at: null
});

/** Changes one section of the draft, on top of version `base`; a part that cannot be changed so is named. */
export async function shapeSection(
	acting: Acting,
	originals: Originals,
	at: { section: string; base: number },
	inputs: Inputs
): Promise<Outcome<string, Refusal | 'too-many-questions'> | Culprit | Stale<Shaping>> {
	const found = await findHeld(acting, originals);
	if (!found.ok) return found;
	const { shaping, original } = found.value;
	const section = findSection(original, at.section);
	if (!section) return refused('no-such-template');
	const changes = changesWith(section, inputs, shaping.changes);
	if (isSame(changes, shaping.changes)) return done(originals.kind);
	if (shaping.version !== at.base) return stale(shaping);
	if (changes.added.filter((own) => own.section === section.key).length > MOST_OWN)
		return refused('too-many-questions');
	const shaped = tryChanges(acting, original, changes);
	if (!shaped.ok)
		return {
			...shaped,
			part: culpritOf(acting, original, changes, shaping.changes, shaped.reason)
		};
	return keep(acting, originals, shaping, { edition: shaping.edition, changes });
}

/** Takes the draft into use: new documents of the kind begin with it, running ones stay on theirs. Answers the revision. */
export async function takeIntoUse(
	acting: Acting,
	originals: Originals,
	base: number
): Promise<Outcome<number, Refusal | 'nothing-changed' | AdaptationRefusal> | Stale<Shaping>> {
	const found = await findHeld(acting, originals);
	if (!found.ok) return found;
	const { shaping, original } = found.value;
	const inUse = await acting.first(findNewestRevision(originals.kind));
	const before = inUse ?? { edition: shaping.edition, changes: NO_CHANGES };
	// The form was sent twice: it is in use already.
	if (inUse && isSameDraft(shaping, before)) return done(inUse.revision);
	if (isSameDraft(shaping, before)) return refused('nothing-changed');
	if (shaping.version !== base) return stale(shaping);
	const shaped = tryChanges(acting, original, shaping.changes);
	if (!shaped.ok) return shaped;
	const revision = (inUse?.revision ?? 0) + 1;
	const { name } = acting.visitor;
	const written = await acting.run(insertRevision(originals.kind, revision, shaping, name));
	if (written === 0) return stale(shaping);
	await acting.run(record('template.taken-into-use', null, { template: originals.kind, revision }));
	return done(revision);
}

/** Carries the draft over to the newest original; answers what of it has nothing to hold on to any more. */
export async function carryTemplateOver(
	acting: Acting,
	originals: Originals,
	base: number
): Promise<Outcome<string[], Refusal> | Stale<Shaping>> {
	if (!mayShape(acting.visitor)) return refused('cannot-shape');
	const newest = originals.editions.at(-1);
	if (!newest) return refused('no-such-template');
	const shaping = await findShapingOf(acting, originals);
	if (shaping.edition === newest.edition) return done([]);
	if (shaping.version !== base) return stale(shaping);
	const { adaptation, dropped } = carryOver(
		asAdaptation(acting, { key: newest.key, edition: shaping.edition }, shaping.changes),
		newest
	);
	const { leftOut, demanded, reworded, added } = adaptation;
	const changes = { leftOut, demanded, reworded, added };
	const kept = await keep(acting, originals, shaping, { edition: newest.edition, changes });
	return kept.ok ? done(dropped) : kept;
}

async function findHeld(acting: Acting, originals: Originals) {
	if (!mayShape(acting.visitor)) return refused('cannot-shape');
	if (originals.editions.length === 0) return refused('no-such-template');
	const shaping = await findShapingOf(acting, originals);
	const original = originals.editions.find(({ edition }) => edition === shaping.edition);
	return original ? done({ shaping, original }) : refused('template-gone');
}

async function keep(
	acting: Acting,
	{ kind }: Originals,
	shaping: Shaping,
	drafted: Drafted
): Promise<Outcome<string, never> | Stale<Shaping>> {
	const { name } = acting.visitor;
	const written = await acting.run(
		shaping.version === 0
			? insertTemplateDraft(kind, drafted, name)
			: updateTemplateDraft(kind, shaping.version, drafted, name)
	);
	if (written === 0) return stale((await acting.first(findTemplateDraft(kind)))!);
	await acting.run(record('template.shaped', null, { template: kind }));
	return done(kind);
}

const asAdaptation = (
	{ visitor }: Acting,
	original: { key: string; edition: number },
	changes: Changes
) => ({ ...changes, owner: visitor.tenant ?? '', revision: 1, original });

const tryChanges = (acting: Acting, original: Template, changes: Changes) =>
	adapt(original, asAdaptation(acting, original, changes));

/** The newly left-out part without which the changes would fit, or the question of one's own that is at fault. */
function culpritOf(
	acting: Acting,
	original: Template,
	changes: Changes,
	before: Changes,
	reason: AdaptationRefusal
): string | null {
	const left = changes.leftOut.filter((key) => !before.leftOut.includes(key));
	const without = (key: string) => ({
		...changes,
		leftOut: changes.leftOut.filter((each) => each !== key)
	});
	const culprit = left.find((key) => tryChanges(acting, original, without(key)).ok);
	if (culprit) return culprit;
	if (reason === 'question-without-words')
		return changes.added.find(({ label }) => label === '')?.key ?? null;
	if (reason === 'question-without-choices')
		return (
			changes.added.find(({ kind, options }) => kind === 'choices' && options.length === 0)?.key ??
			null
		);
	return left[0] ?? null;
}

const isSame = (one: Changes, other: Changes) => spelled(one) === spelled(other);
const isSameDraft = (one: Drafted, other: Drafted) =>
	one.edition === other.edition && isSame(one.changes, other.changes);
const spelled = ({ leftOut, demanded, ...rest }: Changes) =>
	canonicalJson({
		...rest,
		leftOut: leftOut.toSorted(),
		demanded: demanded.toSorted()
	} as unknown as Json);
