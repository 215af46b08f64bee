/** What the form about a package for the journal sends. */
import { z } from 'zod';
import { line, madeId } from '#server/form-fields.ts';

export const PackForm = z.object({
	id: madeId(),
	caseNumber: line(60),
	/** Keys of the documents. */
	document: z.array(z.string().max(80))
});
