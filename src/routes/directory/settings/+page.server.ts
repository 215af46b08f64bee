import { error, fail, redirect } from '@sveltejs/kit';
import { embedLines } from '#features/directory/embedded.ts';
import { DirectoryForm } from '#features/directory/offer.schema.ts';
import { findDirectory } from '#features/directory/server/directory.queries.ts';
import { keepDirectory, markOfRhythm } from '#features/directory/server/keep-directory.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

const asTyped = (kept: {
	isPublic: boolean;
	rhythmMonths: number;
	hiddenAfterDays: number;
	whomToAsk: string;
}) => ({
	isPublic: kept.isPublic ? 'yes' : '',
	rhythmMonths: String(kept.rhythmMonths),
	hiddenAfterDays: String(kept.hiddenAfterDays),
	whomToAsk: kept.whomToAsk
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[directory]] = await locals.read(findDirectory());
	if (!directory?.isLed) error(404);
	return {
		visitor: locals.visitor,
		said: asTyped(directory),
		version: shownAt(directory.version, asTyped(directory)),
		/** Nobody is led to a page that is closed. */
		publicHref: directory.isPublic ? `/offers/${locals.visitor?.tenant}` : null,
		embed: embedLines(url.origin, locals.visitor?.tenant ?? ''),
		isDone: url.searchParams.get('done') === 'yes'
	};
};

const LABELS = {
	isPublic: m.directory_is_public,
	rhythmMonths: m.directory_rhythm,
	hiddenAfterDays: m.directory_hidden_after,
	whomToAsk: m.directory_whom_to_ask
};

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const form = await readForm(request, DirectoryForm);
		const { typed } = form;
		if (!form.ok) return fail(422, { typed, problems: form.problems });
		const { version, agreed, ...rules } = form.value;
		const kept = await locals.transact((acting) => keepDirectory(acting, version, rules, agreed));
		if (kept.ok) redirect(303, '/directory/settings?done=yes');
		if (kept.reason === 'hides-offers')
			return fail(409, {
				typed,
				hides: { hidden: kept.hidden, shown: kept.shown, agreed: markOfRhythm(rules) }
			});
		if (kept.reason !== 'stale') error(404);
		return fail(409, {
			typed,
			conflict: {
				version: kept.saved.version,
				by: kept.saved.by,
				at: kept.saved.at,
				texts: conflictTexts(LABELS, typed, asTyped(kept.saved), {
					isPublic: {
						options: [
							{ value: '', label: m.directory_is_public_no() },
							{ value: 'yes', label: m.directory_is_public_yes() }
						]
					}
				})
			}
		});
	}
};
