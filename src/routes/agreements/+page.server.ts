import { error } from '@sveltejs/kit';
import { isAgreementKind } from '#features/agreements/kind.rules.ts';
import { sayKind } from '#features/agreements/say-agreement.ts';
import { governingEnd, statesOf } from '#features/agreements/standing.rules.ts';
import type { Fate } from '#features/documents/life.rules.ts';
import { mayBegin } from '#features/documents/server/begin-document.ts';
import { listDocuments, pageOf } from '#features/documents/server/document.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const before = placeIn(url.searchParams.get('before'));
	const [rows] = await locals.read(listDocuments(before));
	const { visitor, today } = locals;
	if (visitor?.hat !== 'organisation') error(404);
	const { shown, next } = pageOf(rows);
	return {
		visitor,
		mayBegin: mayBegin(visitor),
		agreements: shown.map((each) => ({
			id: each.id,
			title: each.title,
			kind: isAgreementKind(each.template) ? sayKind(each.template) : '',
			parties: each.parties,
			until: each.until,
			reviewOn: each.reviewOn,
			isAsked: each.newest === 'submitted' && each.mayAgree,
			states: statesOf(
				{
					newest: each.newest as Fate | null,
					from: each.from,
					end: governingEnd(each),
					reviewOn: each.reviewOn
				},
				today
			)
		})),
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
