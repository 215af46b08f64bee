import { error, fail, redirect } from '@sveltejs/kit';
import { liveChanges } from '#features/agreements/live-changes.rules.ts';
import { liveObjectsOf, signedOf } from '#features/agreements/live-objects.rules.ts';
import { setGoing } from '#features/agreements/server/keep-live.ts';
import { listLive } from '#features/agreements/server/live.queries.ts';
import { showLive } from '#features/agreements/show-live.ts';
import { governingEnd } from '#features/agreements/standing.rules.ts';
import { lastDayBefore } from '#features/agreements/term.rules.ts';
import { textAt } from '#features/documents/answered.rules.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { document, agreed } = await readAgreement(locals, params.agreement);
	if (!agreed?.from) error(404);
	const [rows] = await locals.read(listLive(document.id));
	const { visitor, today } = locals;
	const end = governingEnd(agreed);
	const said = liveObjectsOf(
		signedOf(asFrozen(agreed.content), { from: agreed.from, lastDay: agreed.until })
	).filter(({ kind }) => kind !== 'obligation');
	return {
		visitor,
		done: url.searchParams.get('done'),
		id: document.id,
		title: document.title,
		/** shown beside what it is measured by. */
		wellBeing: textAt(asFrozen(agreed.content).answers, 'well-being'),
		/** Agreed on before there was anything to set going, or a thing is missing: whoever writes can set it going. */
		isAsleep:
			document.isWriter && liveChanges(toldKeys(rows), said).some((each) => each.do === 'add'),
		...showLive(rows, {
			today,
			teller: {
				person: visitor?.person ?? '',
				organisation: visitor?.organisation ?? '',
				isKeeper: document.isKeeper
			},
			lastDay: end && lastDayBefore(end)
		})
	};
};

export const actions: Actions = {
	go: async ({ locals, params }) => {
		const outcome = await locals.transact((acting) => setGoing(acting, params.agreement));
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}/set-going?done=going`);
		if (outcome.reason === 'no-document') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	}
};

/** What lives. */
const toldKeys = (
	rows: { said: Parameters<typeof liveChanges>[0][number]; retiredAt: Date | null }[]
) => rows.filter(({ retiredAt }) => retiredAt === null).map(({ said }) => said);
