import { error, fail, redirect } from '@sveltejs/kit';
import { PromiseForm } from '#features/agreements/agreement.schema.ts';
import { isOurs } from '#features/agreements/obligation.rules.ts';
import { sayPromiseStatus } from '#features/agreements/say-agreement.ts';
import { findWellBeing } from '#features/agreements/server/live.queries.ts';
import { reportPromise } from '#features/agreements/server/keep-promise.ts';
import { findObligation } from '#features/agreements/server/obligation.queries.ts';
import { showTold } from '#features/agreements/show-conflict.ts';
import { showPromise } from '#features/agreements/show-promise.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [promises] = await locals.read(findObligation(params.promise));
	const [promise, visitor] = [promises[0], locals.visitor];
	if (!promise) error(404);
	const [documents, definitions] = await locals.read(
		findDocument(promise.agreement),
		findWellBeing(promise.agreement)
	);
	if (!documents[0]) error(404);
	return {
		visitor,
		done: url.searchParams.get('done'),
		promise: showPromise(promise, locals.today),
		how: promise.how,
		/** what the promise is shown by means this. */
		wellBeing: definitions[0]?.said ?? '',
		partyName: promise.partyName,
		agreement: { id: promise.agreement, title: promise.title },
		version: promise.version,
		status: promise.status,
		options: optionsOfStatus(),
		isTellable:
			documents[0].isKeeper &&
			isOurs(promise, visitor?.organisation ?? '') &&
			promise.status !== 'dropped'
	};
};

export const actions: Actions = {
	tell: async ({ locals, params, request }) => {
		const form = await readForm(request, PromiseForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, status, evidence } = form.value;
		const outcome = await locals.transact(async (acting) => {
			const promise = await acting.first(findObligation(params.promise));
			if (!promise) error(404);
			const at = { promise: promise.id, base: version };
			return reportPromise(acting, promise.agreement, at, { status, evidence });
		});
		if (outcome.ok) redirect(303, `/promises/${params.promise}?done=told`);
		const { typed } = form;
		switch (outcome.reason) {
			case 'no-document':
			case 'no-such-promise':
				return error(404);
			case 'evidence-missing':
				return fail(422, { typed, problems: { evidence: [sayRefusal(outcome.reason)] } });
			case 'stale': {
				const { saved } = outcome;
				const conflict = showTold(
					saved,
					typed.version,
					{ yours: status, options: optionsOfStatus() },
					{ name: 'evidence', yours: evidence, saved: saved.evidence }
				);
				return fail(409, { typed, conflict });
			}
			default:
				return fail(409, { typed, refusal: sayRefusal(outcome.reason) });
		}
	}
};

const optionsOfStatus = () =>
	(['open', 'under-way', 'kept'] as const).map((value) => ({
		value,
		label: sayPromiseStatus(value)
	}));
