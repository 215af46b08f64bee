/** What the forms of a half-yearly round post. Who looks after which section is read by the page: its sections are the template's. */
import { z } from 'zod';
import { day, idField, line, madeId, text, version } from '#server/form-fields.ts';

/** Opens a round. */
export const RoundForm = z.object({ id: madeId(), dueOn: day(), words: text(1000) });

/** Says that a section is right, as it was read. */
export const CheckForm = z.object({ section: line(41), read: line(64) });

/** Ends a round without a new version. */
export const RoundEnd = z.object({ version: version() });

/** Somebody else for a section: 'person.organisation'. */
export const OwnerForm = z.object({
	section: line(41),
	version: version(),
	owner: z
		.string()
		.transform((chosen) => {
			const [person = '', organisation = ''] = chosen.split('.');
			return { person, organisation };
		})
		.pipe(z.object({ person: idField(), organisation: idField() }))
});
