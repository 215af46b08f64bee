/** What the forms about organisations post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	chosenOrNot,
	idField,
	line,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	tick,
	version
} from '#server/form-fields.ts';
import {
	areasIn,
	cvrDigits,
	isCvr,
	LONGEST_AREA,
	MOST_AREAS,
	ORGANISATION_KINDS,
	PARTNER_KINDS
} from './organisation.rules.ts';

const name = () => requiredLine(200, m.organisation_name_missing);

/** A CVR number, or null where none is given: not every small association has one. */
const optionalCvr = () =>
	z
		.string()
		.transform(cvrDigits)
		.refine((digits) => digits === '' || isCvr(digits), {
			error: () => m.organisation_cvr_wrong()
		})
		.transform((digits) => digits || null);

/** Where an organisation works, as it is written on one line. */
const areas = () =>
	line(2000)
		.transform(areasIn)
		.refine((all) => all.length <= MOST_AREAS && all.every((area) => area.length <= LONGEST_AREA), {
			error: () => m.organisation_areas_too_many({ most: MOST_AREAS, longest: LONGEST_AREA })
		});

/** A new municipality. `id` is made with the form, so that a form sent twice makes one. */
export const MunicipalityForm = z.object({ id: madeId(), name: name(), cvr: optionalCvr() });

/** A new organisation. `another` is ticked when it is not the one that it looks like. */
export const OrganisationForm = z.object({
	id: madeId(),
	name: name(),
	kind: oneOf(PARTNER_KINDS, m.organisation_kind_missing),
	cvr: optionalCvr(),
	areas: areas(),
	contact: line(500),
	another: tick()
});

/** An organisation of the register that is to work in this municipality too. */
export const ExistingForm = z.object({ organisation: idField() });

/** A change of an organisation. */
export const OrganisationChange = z.object({
	version: version(),
	name: name(),
	kind: chosenOrNot(ORGANISATION_KINDS),
	cvr: optionalCvr(),
	areas: areas(),
	contact: line(500)
});

/** Two that look alike. */
export const PairForm = z.object({ one: idField(), other: idField() });

/** One organisation that goes into another: its name as it was typed to say so, why, and the mark of what was shown. */
export const MergeForm = z.object({
	into: idField(),
	name: requiredLine(200, m.merge_name_missing),
	reason: requiredText(2000, m.merge_reason_missing),
	seen: line(64)
});
