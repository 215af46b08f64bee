import { redirect } from '@sveltejs/kit';
import { listUnread } from '#features/notices/server/notice.queries.ts';
import { sayNotice } from '#features/notices/server/say-notice.ts';
import { findWaiting } from '#features/notices/server/waiting.queries.ts';
import type { PageServerLoad } from './$types';

/** How many unread notices the front page shows itself. */
const NOTICES = 5;

export const load: PageServerLoad = async ({ locals }) => {
	const { begun, demo } = await locals.installation();
	if (!begun) redirect(303, '/start');
	const [[waiting], unread] = await locals.readPublic(findWaiting(), listUnread(NOTICES));
	const { visitor } = locals;
	// Signed in without a hat: there is one to choose, or to wait for.
	if (visitor && !visitor.hat) redirect(303, '/hats');
	if (visitor?.hat === 'self') redirect(303, '/me');
	if (visitor?.hat === 'administrator') redirect(303, '/administration');
	return {
		visitor,
		isDemo: demo,
		today: locals.today,
		now: locals.now,
		waiting: visitor?.hat ? waiting : undefined,
		mustDeclare: visitor?.declared === false && unread.some(({ kind }) => kind === 'partner-asked'),
		notices: unread.map(({ kind, ...each }) => ({ ...each, sentence: sayNotice(kind) }))
	};
};
