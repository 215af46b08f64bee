/** Verifying a sealed file, for anybody who holds one: it is read where it does no harm, and kept nowhere. */
import { fail } from '@sveltejs/kit';
import { sealedStanding, verdictOf, type VerifiedFile } from '#features/agreements/seal.rules.ts';
import { sayMethod } from '#features/agreements/say-agreement.ts';
import { sayProblem, sayUnreadable } from '#features/agreements/say-seal.ts';
import { findSealedVersion } from '#features/agreements/server/sealed.queries.ts';
import { m } from '#messages';
import { isTooLarge } from '#server/http/body-limits.ts';
import { readBody } from '#server/read-form.ts';
import { listOwnSeals } from '#server/seal/sealing-key.queries.ts';
import { verifySealedDocument } from '#server/seal/verify-document.ts';
import { ThreadFailure } from '#server/threads/thread.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
	await locals.readPublic();
	return { visitor: locals.visitor };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		if (isTooLarge(request)) return fail(413, { problems: { file: [m.verify_too_large()] } });
		const posted = await readBody(request);
		const file = posted.get('file');
		if (!(file instanceof File) || file.size === 0)
			return fail(422, { problems: { file: [m.verify_file_missing()] } });
		const report = await verifySealedDocument(new Uint8Array(await file.arrayBuffer())).catch(
			(cause: unknown) => {
				if (cause instanceof ThreadFailure) return 'busy' as const;
				throw cause;
			}
		);
		if (report === 'busy') return fail(503, { problems: { file: [m.verify_busy()] } });
		if (report.verdict === 'unreadable')
			return fail(422, { problems: { file: [sayUnreadable(report.why)] } });

		const { hash } = report.content;
		const [own, versions] = await locals.readPublic(
			listOwnSeals(),
			findSealedVersion(hash && /^[0-9a-f]{64}$/.test(hash) ? hash : '')
		);
		const verdict = verdictOf(
			report,
			own.map(({ fingerprint }) => fingerprint)
		);
		// What the file says of itself is believed only where our own seal holds, and of its seal where nothing was changed.
		const version = verdict === 'ours' ? versions[0] : undefined;
		const seal = verdict === 'changed' ? undefined : report.seals.find(({ sealedBy }) => sealedBy);
		const found: VerifiedFile = {
			verdict,
			fileName: file.name,
			reasons: verdict === 'changed' ? report.problems.map(sayProblem) : [],
			seal: seal?.sealedBy
				? {
						by: seal.sealedBy.subject,
						isSelfMade: seal.sealedBy.isSelfMade,
						claimedAt: seal.claimedAt,
						provenAt: seal.provenAt,
						provenBy: seal.provenBy?.subject ?? null
					}
				: null,
			version: version
				? {
						...version,
						standing: sealedStanding(version, locals.today),
						signatures: version.signatures.map(({ at, method, ...each }) => ({
							...each,
							at: new Date(at),
							how: sayMethod(method)
						}))
					}
				: null
		};
		return { found };
	}
};
