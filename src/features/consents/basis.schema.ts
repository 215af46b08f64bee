/** What the forms about other bases than consent post. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	version
} from '#server/form-fields.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { involvedFields } from '#features/pathways/involved.schema.ts';
import { BASES } from './basis.rules.ts';

/** A basis to register. */
export const BasisForm = z.object({
	basis: madeId(),
	kind: oneOf(BASES, m.basis_kind_missing),
	provision: line(300),
	reason: requiredText(2000, m.basis_reason_missing),
	organisation: idField(m.basis_organisation_missing),
	categories: z.array(z.enum(CATEGORIES)).min(1, { error: () => m.consent_categories_missing() }),
	decidedByName: requiredLine(200, m.basis_decided_by_missing),
	decidedOn: day(m.consent_day_missing),
	validFrom: day(m.consent_day_missing),
	validUntil: day(m.consent_until_missing),
	...involvedFields
});

/** A basis to end before its day. */
export const BasisEndForm = z.object({ basis: idField(), version: version() });
