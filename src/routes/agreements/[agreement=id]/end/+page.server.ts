import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { NoticeForm, TakeBackForm } from '#features/agreements/agreement.schema.ts';
import { factsOf } from '#features/agreements/facts.rules.ts';
import { earliestEnd, withdrawalAwaits } from '#features/agreements/notice.rules.ts';
import {
	findBinding,
	listBreaches,
	listNotices
} from '#features/agreements/server/agreement.queries.ts';
import { giveNoticeAsShown } from '#features/agreements/server/end-as-shown.ts';
import { takeBackNotice, weighNotice } from '#features/agreements/server/end-agreement.ts';
import { governingEnd } from '#features/agreements/standing.rules.ts';
import { lastDayBefore } from '#features/agreements/term.rules.ts';
import { asFrozen } from '#features/documents/frozen.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement } from '../read-agreement.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { document, agreed } = await readAgreement(locals, params.agreement);
	if (!document.mayEnd || !agreed?.from) error(404);
	const [notices, breaches, binding] = await locals.read(
		listNotices(document.id),
		listBreaches(document.id),
		findBinding()
	);
	const { visitor, today } = locals;
	const frozen = asFrozen(agreed.content);
	const { notice } = factsOf(frozen);
	const parties = frozen.parties.map(({ organisation, name }) => ({ id: organisation, name }));
	const nameOf = (id: string) => parties.find((each) => each.id === id)?.name ?? '';
	const end = governingEnd(agreed);
	const own = visitor?.organisation ?? '';
	const canBind = binding[0]?.binds === true;
	return {
		visitor,
		id: document.id,
		title: document.title,
		made: randomUUID(),
		agreed: agreed.id,
		endsOn: agreed.endsOn,
		today,
		months: notice.months,
		isOver: end !== null && end <= today,
		lastDay: end && lastDayBefore(end),
		earliest: lastDayBefore(earliestEnd(today, notice)),
		/** Those whose notice this reader can write down: their own only where they can bind it. */
		givers: parties.filter(({ id }) => id !== own || canBind),
		own,
		canBind,
		notices: notices.map((each) => {
			const awaited = withdrawalAwaits(
				parties.map(({ id }) => id),
				each.takenBackBy
			);
			const runs = awaited.length > 0 && each.end > today;
			return {
				id: each.id,
				byName: each.byName,
				received: each.received,
				lastDay: lastDayBefore(each.end),
				hasEffect: each.hasEffect,
				reason: each.reason,
				evidence: each.evidence,
				registeredBy: each.registeredBy,
				isTakenBack: awaited.length === 0,
				takenBackBy: each.takenBackBy.map(nameOf),
				awaited: each.takenBackBy.length > 0 ? awaited.map(nameOf) : [],
				isAsked: runs && canBind && awaited.includes(own)
			};
		}),
		breaches: breaches.map((each) => ({ ...each, lastDay: lastDayBefore(each.end) }))
	};
};

export const actions: Actions = {
	/** Shows what the notice comes to; writes nothing. */
	weigh: async ({ locals, params, request }) => {
		const form = await readForm(request, NoticeForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { by, received, end, reason, evidence } = form.value;
		const outcome = await locals.transact((acting) =>
			weighNotice(acting, params.agreement, { by, received, end, reason, evidence })
		);
		if (!outcome.ok) return refusedNotice(form.typed, outcome.reason);
		const { lastDay, hasEffect } = outcome.value;
		return { typed: { ...form.typed, last: lastDay }, weighed: { lastDay, hasEffect } };
	},
	give: async ({ locals, params, request }) => {
		const form = await readForm(request, NoticeForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, agreed, ends, by, received, end, reason, evidence, last } = form.value;
		const outcome = await locals.transact((acting) =>
			giveNoticeAsShown(
				acting,
				params.agreement,
				id,
				{ agreed, end: ends, lastDay: last },
				{ by, received, end, reason, evidence }
			)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=notice`);
		return refusedNotice({ ...form.typed, last: '' }, outcome.reason);
	},
	back: async ({ locals, params, request }) => {
		const form = await readForm(request, TakeBackForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const outcome = await locals.transact((acting) =>
			takeBackNotice(acting, params.agreement, form.value.notice)
		);
		if (outcome.ok)
			redirect(
				303,
				`/agreements/${params.agreement}?done=${outcome.value.length === 0 ? 'taken-back' : 'taking-back'}`
			);
		if (
			outcome.reason === 'no-document' ||
			outcome.reason === 'not-yours-to-end' ||
			outcome.reason === 'no-such-notice'
		)
			error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	}
};

type Typed = Record<keyof typeof NoticeForm.shape, string>;
type Reasons<Verb extends (...given: never[]) => Promise<unknown>> =
	Awaited<ReturnType<Verb>> extends infer Answer
		? Answer extends { ok: false; reason: infer Reason }
			? Reason
			: never
		: never;

/** A notice that cannot be given: beside the field that stands in the way, or above the form. */
function refusedNotice(
	typed: Typed,
	reason: Reasons<typeof weighNotice> | Reasons<typeof giveNoticeAsShown>
) {
	switch (reason) {
		case 'no-document':
		case 'not-yours-to-end':
			return error(404);
		case 'evidence-missing':
			return fail(422, { typed, problems: { evidence: [m.agreement_end_evidence_missing()] } });
		case 'received-in-the-future':
		case 'not-in-force-yet':
			return fail(422, { typed, problems: { received: [sayRefusal(reason)] } });
		case 'end-is-no-first':
		case 'end-too-early':
			return fail(422, { typed, problems: { end: [sayRefusal(reason)] } });
		default:
			return fail(409, { typed, refusal: sayRefusal(reason) });
	}
}
