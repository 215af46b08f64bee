/** What the forms about tovholdere post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	line,
	madeId,
	memberField,
	oneOf,
	optionalDay,
	text,
	version
} from '#server/form-fields.ts';
import { CITIZEN_PARTS, ROUTES } from './tovholder.rules.ts';

/** The decision who holds the threads; its id is made with the form. */
export const DecisionForm = z.object({
	id: madeId(),
	version: version(),
	candidate: memberField(m.tovholder_candidate_missing),
	reason: text(5000),
	route: oneOf(ROUTES, m.tovholder_route_missing),
	agreedOn: optionalDay(),
	heardBy: line(200),
	citizenPart: oneOf(CITIZEN_PARTS, m.tovholder_part_missing),
	citizenNote: text(2000),
	handoverUntil: optionalDay()
});

/** Who the citizen's coordinating caseworker is; version nought the first time. */
export const CaseworkerForm = z.object({
	version: version(),
	caseworkerName: line(200),
	caseworkerWorkplace: line(200)
});

/** The citizen's no to being offered a tovholder; its id is made with the form. */
export const OfferForm = z.object({
	refusal: madeId(),
	refusedOn: day(),
	refusalNote: text(2000)
});

/** Somebody to put into the pool or take out of it. */
export const PoolForm = z.object({ candidate: memberField(m.tovholder_candidate_missing) });

/** Somebody to take out of the pool, as they stood there. */
export const PoolChoice = z.object({
	candidate: memberField(m.tovholder_candidate_missing),
	presentedOn: optionalDay()
});

/** The day on which the role was presented. */
export const PresentedForm = z.object({
	candidate: memberField(m.tovholder_candidate_missing),
	presentedOn: day()
});
