import { error, redirect } from '@sveltejs/kit';
import { NoticeChoice } from '#features/notices/notice.schema.ts';
import { listNotices, markRead, NOTICES_A_PAGE } from '#features/notices/server/notice.queries.ts';
import { sayNotice } from '#features/notices/server/say-notice.ts';
import { readForm } from '#server/read-form.ts';
import { isId } from '#values/id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('after');
	const after = asked && isId(asked) ? asked : undefined;
	const [notices] = await locals.read(listNotices(after));
	const shown = notices.slice(0, NOTICES_A_PAGE);
	return {
		visitor: locals.visitor,
		notices: shown.map(({ kind, readAt, ...each }) => ({
			...each,
			sentence: sayNotice(kind),
			isRead: readAt !== null
		})),
		next: notices.length > NOTICES_A_PAGE ? `/notices?after=${shown.at(-1)?.id}` : null,
		first: after ? '/notices' : null
	};
};

export const actions: Actions = {
	read: async ({ locals, request }) => {
		const form = await readForm(request, NoticeChoice);
		if (!form.ok) error(404);
		await locals.transact((acting) => acting.run(markRead(form.value.notice)));
		redirect(303, '/notices');
	},

	readAll: async ({ locals }) => {
		await locals.transact((acting) => acting.run(markRead(null)));
		redirect(303, '/notices');
	}
};
