import { error, fail, redirect } from '@sveltejs/kit';
import { SettingForm } from '#features/children/child.schema.ts';
import { sayPoint } from '#features/children/say-child.ts';
import { setPoints } from '#features/children/server/keep-setting.ts';
import { findSetting, type SavedSetting } from '#features/children/server/setting.queries.ts';
import { FIXED_POINTS, shapeSetting } from '#features/children/sharing.rules.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { m } from '#messages';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** the fixed times at which knowledge of a young person is shared, set by whoever leads the collaboration. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[saved]] = await locals.read(findSetting(params.collaboration));
	if (!saved) error(404);
	return {
		visitor: locals.visitor,
		done: url.searchParams.get('done') === 'kept',
		back: { href: `/collaborations/${params.collaboration}`, label: saved.name },
		version: shownAt(saved.version, asTyped(saved)),
		shown: asTyped(saved)
	};
};

const LABELS = { standard: m.sharing_points_standard, own: m.sharing_points_own };

/** The times as the form holds them: those of the model, where nobody has set any. */
const asTyped = ({ setting }: Pick<SavedSetting, 'setting'>) => ({
	standard: (setting?.standard ?? [...FIXED_POINTS]) as string[],
	own: (setting?.own ?? []).join('\n')
});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, SettingForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const shaped = shapeSetting(form.value.standard, form.value.own);
		if (!shaped.ok) {
			const problems: Record<string, string[]> = { own: [sayRefusal(shaped.reason)] };
			return fail(422, { typed: form.typed, problems });
		}
		const kept = await locals.transact((acting) =>
			setPoints(acting, params.collaboration, form.value.version, shaped.value)
		);
		if (kept.ok) redirect(303, `/collaborations/${params.collaboration}/sharing?done=kept`);
		if (kept.reason === 'not-there') error(404);
		const { saved } = kept;
		return fail(409, {
			typed: form.typed,
			conflict: {
				version: saved.version,
				by: saved.changedBy || null,
				at: saved.changedAt ?? locals.now,
				texts: conflictTexts(LABELS, form.typed, asTyped(saved), {
					standard: { options: FIXED_POINTS.map((value) => ({ value, label: sayPoint(value) })) }
				})
			}
		});
	}
};
