import { error } from '@sveltejs/kit';
import { findFramework } from '#features/framework/server/framework.queries.ts';
import { printVersion } from '#features/framework/server/print-version.ts';
import { findVersion } from '#features/framework/server/version.queries.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { renderPdf } from '#server/pdf/render-pdf.ts';
import type { RequestHandler } from './$types';

/** The version as PDF/UA-1, for who may read it. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const [versions, frameworks] = await locals.read(findVersion(params.version), findFramework());
	const [version, framework] = [versions[0], frameworks[0]];
	if (!version || !framework) error(404);

	const isInForce = framework.establishedVersion === version.id;
	const nextUpdate =
		isInForce && framework.nextUpdateOn
			? { on: framework.nextUpdateOn, name: framework.nextUpdateName ?? '' }
			: null;
	const municipality = locals.visitor?.tenantName ?? '';
	const printed = printVersion({ ...version, municipality, nextUpdate }, getLocale());
	const pdf = await renderPdf(printed);
	const file = `${m.framework_pdf_file({ number: version.number })}.pdf`;
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${file}"`
		}
	});
};
