import { AGREEMENT_KINDS } from '#features/agreements/kind.rules.ts';
import { sayKind, sayKindText } from '#features/agreements/say-agreement.ts';
import {
	listNewestRevisions,
	listTemplateDrafts
} from '#features/agreements/server/own-template.queries.ts';
import { onlyShapers } from './read-templates.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
	const [revisions, drafts] = await locals.read(listNewestRevisions(), listTemplateDrafts());
	onlyShapers(locals.visitor);
	return {
		visitor: locals.visitor,
		isAdministrator: locals.visitor.hat === 'administrator',
		kinds: AGREEMENT_KINDS.map((kind) => {
			const inUse = revisions.find((each) => each.kind === kind);
			const draft = drafts.find((each) => each.kind === kind);
			const isSame = JSON.stringify(draft?.changes) === JSON.stringify(inUse?.changes);
			return {
				kind,
				name: sayKind(kind),
				text: sayKindText(kind),
				revision: inUse?.revision ?? null,
				isChanged: draft !== undefined && !isSame
			};
		})
	};
};
