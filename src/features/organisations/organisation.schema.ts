/** What the forms about organisations post. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, line, madeId, oneOf, requiredLine, tick, version } from '#server/form-fields.ts';
import { cvrDigits, isCvr, PARTNER_KINDS } from './organisation.rules.ts';

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

/** A new municipality. `id` is made with the form, so that a form sent twice makes one. */
export const MunicipalityForm = z.object({ id: madeId(), name: name(), cvr: optionalCvr() });

/** A new organisation. `another` is ticked when it is not the one that it looks like. */
export const OrganisationForm = z.object({
	id: madeId(),
	name: name(),
	kind: oneOf(PARTNER_KINDS, m.organisation_kind_missing),
	cvr: optionalCvr(),
	contact: line(500),
	another: tick()
});

/** An organisation of the register that is to work in this municipality too. */
export const ExistingForm = z.object({ organisation: idField() });

/** A change of an organisation. */
export const OrganisationChange = z.object({
	version: version(),
	name: name(),
	cvr: optionalCvr(),
	contact: line(500)
});
