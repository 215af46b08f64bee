import { error, fail, redirect } from '@sveltejs/kit';
import { NotificationSettingForm } from '#features/concerns/concern.schema.ts';
import { sayWeek } from '#features/concerns/say-notify.ts';
import { keepNotificationSetting } from '#features/concerns/server/keep-notified.ts';
import { findNotificationSetting } from '#features/concerns/server/notify.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [[setting]] = await locals.read(findNotificationSetting());
	if (locals.visitor?.hat !== 'organisation' || !setting?.isLed) error(404);
	return { visitor: locals.visitor, setting, isDone: url.searchParams.get('done') === 'yes' };
};

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
			typed: { ...typed, version: String(saved.version) },
			refusal: m.notify_setting_meanwhile({
				name: saved.by ?? '',
				phone: saved.phone,
				channel: saved.channel,
				week: sayWeek(saved.saturdays)
			})
		});
	}
};
