/** An agreement with the newer edition of its template that it could be moved to, where there is one. */
import { error } from '@sveltejs/kit';
import {
	listEditions,
	pinnedTemplate,
	shelvedTemplateOf
} from '#features/agreements/agreement-template.rules.ts';
import { isAgreementKind } from '#features/agreements/kind.rules.ts';
import {
	findNewestRevision,
	findPinnedRevision
} from '#features/agreements/server/own-template.queries.ts';
import { isLater, pinOf, type Pin, type Shelved } from '#features/documents/edition.rules.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import type { Template } from '#features/documents/template.rules.ts';
import type { Acting } from '#server/acting.ts';

/** Where the agreement is, and where it could go; `newer` is null where it is on the newest. `known`: the originals there are. */
export type Moving = {
	pin: Pin;
	older: Shelved | undefined;
	newer: Shelved | null;
	known: readonly Template[];
};

type Pinned = { template: string; edition: number; revision: number | null };
type Revision = Parameters<typeof pinnedTemplate>[1];

/** From what the queries answered: the document, the revision it is pinned to, and the one in use. */
export function movingOf(
	document: Pinned,
	pinned: Revision,
	inUse: Revision,
	tenant: string | null
): Moving {
	if (!isAgreementKind(document.template)) error(404);
	const pin: Pin = {
		key: document.template,
		edition: document.edition,
		owner: document.revision === null ? null : tenant,
		revision: document.revision ?? 0
	};
	const newer = shelvedTemplateOf(document.template, inUse);
	return {
		pin,
		older: pinnedTemplate(document, pinned),
		newer: isLater(pinOf(newer), pin) ? newer : null,
		known: listEditions(document.template)
	};
}

/** The same within a transaction; undefined where there is no such agreement for the acting person. */
export async function findMoving(acting: Acting, id: string): Promise<Moving | undefined> {
	const document = await acting.first(findDocument(id));
	if (!document) return undefined;
	const [pinned, inUse] = await Promise.all([
		acting.first(findPinnedRevision(id)),
		acting.first(findNewestRevision(document.template))
	]);
	return movingOf(document, pinned, inUse, acting.visitor.tenant);
}
