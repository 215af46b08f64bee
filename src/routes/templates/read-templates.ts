/** What the pages about templates need: who may shape them, and what there is of a kind. */
import { error } from '@sveltejs/kit';
import { listEditions } from '#features/agreements/agreement-template.rules.ts';
import { isAgreementKind, type AgreementKind } from '#features/agreements/kind.rules.ts';
import {
	findNewestRevision,
	findTemplateDraft
} from '#features/agreements/server/own-template.queries.ts';
import {
	mayShape,
	shapingFrom,
	type Originals
} from '#features/agreements/server/shape-template.ts';
import type { Visitor } from '#values/visitor.ts';

/** Who shapes the municipality's templates comes in; to everybody else these pages do not exist. */
export function onlyShapers(visitor: Visitor | null): asserts visitor is Visitor {
	if (!visitor || !mayShape(visitor)) error(404);
}

/** The kind that an address names, with its originals. */
export function originalsOf(kind: string): Originals & { kind: AgreementKind } {
	if (!isAgreementKind(kind)) error(404);
	return { kind, editions: listEditions(kind) };
}

/** What is shaped of a kind now, what is in use, and the original that it changes; undefined where that has vanished. */
export async function readShaping(locals: App.Locals, address: string) {
	const { kind, editions } = originalsOf(address);
	const [drafts, revisions] = await locals.read(findTemplateDraft(kind), findNewestRevision(kind));
	onlyShapers(locals.visitor);
	const inUse = revisions[0];
	const shaping = drafts[0] ?? shapingFrom(inUse, editions);
	return {
		visitor: locals.visitor,
		kind,
		editions,
		inUse,
		shaping,
		original: editions.find(({ edition }) => edition === shaping.edition)
	};
}
