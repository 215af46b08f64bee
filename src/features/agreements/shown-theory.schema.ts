/** What the forms about sharing a theory of change post. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, madeId, requiredLine } from '#server/form-fields.ts';

/** A link to make: the id it was made under with the form, and whom it is meant for. */
export const ShareTheoryForm = z.object({
	id: madeId(),
	meantFor: requiredLine(200, m.theory_meant_for_missing)
});

/** A link to close. */
export const CloseLinkForm = z.object({ link: idField() });
