/** The signed paper of a consent: taking it in, and whoever may read the consent takes it along. */
import { error, fail, redirect } from '@sveltejs/kit';
import { ScanForm } from '#features/consents/consent.schema.ts';
import { attachScan, emptyScan } from '#features/consents/server/attach-scan.ts';
import { findConsent, findConsentHead } from '#features/consents/server/consent.queries.ts';
import { listScans } from '#features/consents/server/scan.queries.ts';
import { nameOfFile } from '#features/documents/attachment.rules.ts';
import { sayUpload } from '#features/documents/say-upload.ts';
import { m } from '#messages';
import { recordFound } from '#server/audit.queries.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { takePaper } from '#server/uploads/take-file.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[head], [consent], scans] = await locals.read(
		findConsentHead(params.pathway),
		findConsent(params.pathway, params.consent),
		listScans(params.pathway, params.consent),
		recordFound(
			'consent.read',
			params.pathway,
			params.consent,
			findConsentHead(params.pathway),
			findConsent(params.pathway, params.consent)
		)
	);
	if (!head || !consent) error(404);
	return {
		visitor: locals.visitor,
		here: `/pathways/${params.pathway}/consents/${params.consent}`,
		number: consent.number,
		scans: scans.map(({ hash: _, ...each }) => each),
		mayAdd: head.isHeld && head.isOpen,
		mayEmpty: head.isHeld,
		said: (['added', 'emptied'] as const).find((each) => each === url.searchParams.get('said'))
	};
};

export const actions: Actions = {
	add: async ({ locals, params, request }) => {
		// Before a file is read: whoever may not give one finds nothing here.
		const [[head], [consent]] = await locals.read(
			findConsentHead(params.pathway),
			findConsent(params.pathway, params.consent)
		);
		if (!head?.isHeld || !consent) error(404);
		const sent = await takePaper(request, 'file');
		if (sent.is === 'busy') return fail(503, { problems: { file: [m.upload_busy()] } });
		if (sent.is === 'missing') return fail(422, { problems: { file: [m.verify_file_missing()] } });
		if (sent.is === 'refused')
			return fail(sent.reasons.includes('too-large') ? 413 : 422, {
				problems: { file: [...new Set(sent.reasons.map(sayUpload))] }
			});
		const { name, ...file } = sent.taken;
		const scan = { ...file, id: crypto.randomUUID(), name: nameOfFile(name, 'samtykke.pdf') };
		const added = await locals.transact((acting) =>
			attachScan(atWork(acting), params.pathway, params.consent, scan)
		);
		if (added.ok) redirect(303, '?said=added');
		if (added.reason === 'not-there') error(404);
		return fail(409, { refusal: sayRefusal(added.reason) });
	},
	empty: async ({ locals, params, request }) => {
		const form = await readForm(request, ScanForm);
		if (!form.ok) error(404);
		const emptied = await locals.transact((acting) =>
			emptyScan(atWork(acting), params.pathway, params.consent, form.value.scan)
		);
		if (!emptied.ok) error(404);
		redirect(303, '?said=emptied');
	}
};
