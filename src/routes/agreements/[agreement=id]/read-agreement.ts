/** One agreement as its pages need it, in one round trip; each page shows of it what it is for. */
import { error } from '@sveltejs/kit';
import { pinnedTemplate } from '#features/agreements/agreement-template.rules.ts';
import { governingEnd } from '#features/agreements/standing.rules.ts';
import { findPinnedRevision } from '#features/agreements/server/own-template.queries.ts';
import { isAgreementKind } from '#features/agreements/kind.rules.ts';
import { contentHash, type Json } from '#features/documents/content.rules.ts';
import {
	countOpenComments,
	keepPresence,
	listAnswers,
	listPresent
} from '#features/documents/server/answer.queries.ts';
import { listAttachments } from '#features/documents/server/attachment.queries.ts';
import { saysTheSame } from '#features/documents/frozen-difference.rules.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { composeDocument, templateFor } from '#features/documents/server/compose-document.ts';
import {
	findDocument,
	listMembers,
	listOrganisations
} from '#features/documents/server/document.queries.ts';
import {
	listExecutors,
	listParties,
	listSignatories
} from '#features/documents/server/party.queries.ts';
import {
	findAgreedVersion,
	findOpenVersion,
	listDecisions,
	listSignatures,
	listVersions
} from '#features/documents/server/version.queries.ts';
import { standingOf } from '#features/documents/versions.rules.ts';

/**
 * Reads the agreement and notes that the reader is there, at `section`. Not there, not theirs and not an agreement
 * look the same.
 */
export async function readAgreement(locals: App.Locals, id: string, section = '') {
	const [
		documents,
		parties,
		executors,
		signatories,
		saved,
		versions,
		open,
		agreed,
		signatures,
		decisions,
		members,
		organisations,
		comments,
		present,
		files,
		revisions
	] = await locals.read(
		findDocument(id),
		listParties(id),
		listExecutors(id),
		listSignatories(id),
		listAnswers(id),
		listVersions(id),
		findOpenVersion(id),
		findAgreedVersion(id),
		listSignatures(id),
		listDecisions(id),
		listMembers(id),
		listOrganisations(),
		countOpenComments(id),
		listPresent(id),
		listAttachments(id),
		findPinnedRevision(id),
		keepPresence(id, section)
	);
	const document = documents[0];
	if (!document || !isAgreementKind(document.template)) error(404);

	const template = pinnedTemplate(document, revisions[0]);
	const { title, language, sections } = document;
	const draft = { title, language, sections, parties, executors, signatories, saved };
	const frozen = template && composeDocument(template, draft, { organisations, people: members });
	const hash = frozen ? await contentHash(frozen as unknown as Json) : '';
	// Who is called otherwise by now has not changed what was agreed (S-4).
	const agreedOn = agreed[0];
	const isAsAgreed = frozen && agreedOn && saysTheSame(asFrozen(agreedOn.content), frozen);
	const written = isAsAgreed ? agreedOn.hash : hash;
	const placed = versions.map((each) => ({
		...each,
		end: governingEnd(each),
		reviewOn: document.reviewOn
	}));
	const standing = standingOf(placed, written, locals.today);
	return {
		document: { ...document, kind: document.template },
		/** Undefined where the template this agreement began with is gone: what is frozen can still be read. */
		template,
		shaped: template && templateFor(template, draft),
		draft,
		frozen,
		members,
		organisations,
		versions,
		open: open[0],
		/** The version that counts today. */
		agreed: agreed[0],
		/** What was agreed on and takes its place later. */
		coming: standing.coming?.id === agreed[0]?.id ? null : standing.coming,
		signatures,
		decisions,
		comments,
		present,
		/** What is kept of an agreement that was signed outside. */
		files,
		standing,
		/** The newest version was sent back, and what is written is still that: it is to be mended before it is sent again. */
		isUnmended: versions[0]?.fate === 'returned' && versions[0].hash === hash
	};
}

export type Agreement = Awaited<ReturnType<typeof readAgreement>>;
