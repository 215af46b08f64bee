import { error } from '@sveltejs/kit';
import { findRegister } from '#features/child-certificates/server/certificate.queries.ts';
import { isAgreementKind } from '#features/agreements/kind.rules.ts';
import { sayKind } from '#features/agreements/say-agreement.ts';
import { sayOutside } from '#features/agreements/say-outside.ts';
import { lastTouched, MONTHS_TO_SLEEP } from '#features/agreements/review.rules.ts';
import { listSleeping } from '#features/agreements/server/agreement.queries.ts';
import { listLeft } from '#features/agreements/server/removal.queries.ts';
import { lastDayBefore } from '#features/agreements/term.rules.ts';
import { governingEnd, nextReview, statesOf } from '#features/agreements/standing.rules.ts';
import type { Fate } from '#features/documents/life.rules.ts';
import { mayBegin } from '#features/documents/server/begin-document.ts';
import { listDocuments, pageOf } from '#features/documents/server/document.queries.ts';
import { addMonths, type Day } from '#values/day.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const before = placeIn(url.searchParams.get('before'));
	const { today } = locals;
	const [rows, sleeping, left, [register]] = await locals.read(
		listDocuments(before),
		listSleeping(addMonths(today, -MONTHS_TO_SLEEP)),
		listLeft(),
		findRegister()
	);
	const { visitor } = locals;
	const asleep = new Map(sleeping.map((each) => [each.id, lastTouched(each)]));
	if (visitor?.hat !== 'organisation') error(404);
	const { shown, next } = pageOf(rows);
	return {
		visitor,
		mayBegin: mayBegin(visitor),
		/** L-21: an association keeps who meets children; an authority does so elsewhere. */
		hasRegister: register !== undefined,
		/** Why somebody came back from signing outside and no longer knows to which agreement. */
		refused: sayOutside(url.searchParams.get('refused')),
		agreements: shown.map((each) => ({
			id: each.id,
			title: each.title,
			kind: isAgreementKind(each.template) ? sayKind(each.template) : '',
			parties: each.parties,
			...lastDayOf(each, today),
			reviewOn: nextReview(each.reviewOn, governingEnd(each), today),
			/** R-006: the day since which nobody has opened it or gone through it. */
			asleepSince: asleep.get(each.id) ?? null,
			isAsked: each.newest === 'submitted' && each.mayAgree,
			states: statesOf(
				{
					newest: each.newest as Fate | null,
					from: each.from,
					end: governingEnd(each),
					reviewOn: each.reviewOn,
					coming: each.coming
				},
				today
			)
		})),
		/** Those that one's organisation is no party of any more: what is still to be done between them. */
		left: before ? [] : left.map(({ id, title }) => ({ id, title })),
		next: next ? `/agreements?before=${encodeURIComponent(`${next.at}/${next.id}`)}` : null,
		first: before ? '/agreements' : null
	};
};

/** The place in the list that an address names; anything else is the beginning. */
function placeIn(text: string | null) {
	const found = /^([0-9 :.+-]{10,40})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
		text ?? ''
	);
	const [, at, id] = found ?? [];
	return at && id && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}

/** The last day in force, where one is in sight or behind, and whether a notice or a breach has brought it forward. */
function lastDayOf(each: { until: Day | null; endsOn: Day | null }, today: Day) {
	const end = governingEnd(each);
	return {
		isOver: end !== null && end <= today,
		lastDay: end && lastDayBefore(end),
		endsEarly: end !== null && end === each.endsOn
	};
}
