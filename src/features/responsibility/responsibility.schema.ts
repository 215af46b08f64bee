/** What the forms about who is responsible for which data post. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { idField, line, madeId, requiredLine, requiredText, version } from '#server/form-fields.ts';
import { isId } from '#values/id.ts';

const part = {
	what: requiredText(1000, m.responsible_what_missing),
	categories: z.array(z.enum(CATEGORIES)),
	agreement: z.string().refine((typed) => typed === '' || isId(typed), {
		error: () => m.form_choose()
	}),
	agreementNamed: line(200),
	contact: requiredLine(500, m.responsible_contact_missing)
};

/** A new part; `id` is made with the form. */
export const AddPartForm = z.object({
	id: madeId(),
	organisation: idField(m.responsible_organisation_missing),
	...part
});

/** What is changed about a part. */
export const ChangePartForm = z.object({ version: version(), ...part });

/** A part that is taken off. */
export const RemovePartForm = z.object({ version: version() });
