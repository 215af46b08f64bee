import { redirect } from '@sveltejs/kit';
import { listUnread } from '#features/notices/server/notice.queries.ts';
import { sayNotice } from '#features/notices/server/say-notice.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import type { PageServerLoad } from './$types';

/** How many unread notices the front page shows itself. */
const NOTICES = 5;

export const load: PageServerLoad = async ({ locals }) => {
	const { begun } = await locals.installation();
	if (!begun) redirect(303, '/start');
	const [[waiting], unread] = await locals.readPublic(findWaiting(), listUnread(NOTICES));
	const { visitor } = locals;
	if (visitor?.hat === 'self') redirect(303, '/me');
	if (visitor?.hat === 'administrator') redirect(303, '/administration');
	return {
		visitor,
		today: locals.today,
		waiting: visitor?.hat ? waiting : undefined,
		mustDeclare: visitor?.declared === false && unread.some(({ kind }) => kind === 'partner-asked'),
		notices: unread.map(({ kind, ...each }) => ({ ...each, sentence: sayNotice(kind) }))
	};
};
