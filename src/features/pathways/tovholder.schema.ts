/** What the forms about tovholdere post. */
import { z } from 'zod';
import { m } from '#messages';
import { day, line, madeId, oneOf, optionalDay, text, version } from '#server/form-fields.ts';
import { CITIZEN_PARTS, ROUTES } from './tovholder.rules.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** A person in an organisation, as one value of a list: 'person organisation'. */
const member = () =>
	z
		.string()
		.regex(new RegExp(`^${UUID} ${UUID}$`), { error: () => m.tovholder_candidate_missing() })
		.transform((chosen) => {
			const [person = '', organisation = ''] = chosen.split(' ');
			return { person, organisation };
		});

/** The decision who holds the threads; its id is made with the form. */
export const DecisionForm = z.object({
	id: madeId(),
	version: version(),
	candidate: member(),
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
export const PoolForm = z.object({ candidate: member() });

/** Somebody to take out of the pool, as they stood there. */
export const PoolChoice = z.object({ candidate: member(), presentedOn: optionalDay() });

/** The day on which the role was presented. */
export const PresentedForm = z.object({ candidate: member(), presentedOn: day() });
