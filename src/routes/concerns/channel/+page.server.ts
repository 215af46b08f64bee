import { error, fail, redirect } from '@sveltejs/kit';
import { NotificationSettingForm } from '#features/concerns/concern.schema.ts';
import type { NotificationSetting } from '#features/concerns/notify.rules.ts';
import { sayWeek } from '#features/concerns/say-notify.ts';
import { keepNotificationSetting } from '#features/concerns/server/keep-notified.ts';
import { findNotificationSetting } from '#features/concerns/server/notify.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[setting]] = await locals.read(findNotificationSetting());
	if (locals.visitor?.hat !== 'organisation' || !setting?.isLed) error(404);
	return {
		visitor: locals.visitor,
		setting,
		version: shownAt(setting.version, asTyped(setting)),
		isDone: url.searchParams.get('done') === 'yes'
	};
};

const LABELS = {
	phone: m.notify_setting_phone,
	channel: m.notify_setting_channel,
	week: m.notify_setting_week
};

/** The setting as the form holds it. */
const asTyped = ({ phone, channel, saturdays }: NotificationSetting) => ({
	phone,
	channel,
	week: saturdays ? 'saturdays' : 'weekdays'
});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, NotificationSettingForm);
		const { typed } = form;
		if (!form.ok) {
			const [[setting]] = await locals.read(findNotificationSetting());
			if (!setting?.isLed) error(404);
			return fail(422, { typed, problems: form.problems });
		}
		const { version, week, ...said } = form.value;
		const kept = await locals.transact((acting) =>
			keepNotificationSetting(acting, version, { ...said, saturdays: week === 'saturdays' })
		);
		if (kept.ok) redirect(303, '/concerns/channel?done=yes');
		if (kept.reason !== 'stale') error(404);
		const { saved } = kept;
		return fail(409, {
			typed,
			conflict: {
				version: saved.version,
				by: saved.by,
				at: saved.at ?? locals.now,
				texts: conflictTexts(LABELS, typed, asTyped(saved), {
					week: {
						options: [
							{ value: 'weekdays', label: sayWeek(false) },
							{ value: 'saturdays', label: sayWeek(true) }
						]
					}
				})
			}
		});
	}
};
