/** What the form of a status message sends. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { line, madeId, oneOf, requiredText } from '#server/form-fields.ts';
import { LONGEST_STATUS } from './status-message.rules.ts';

export const StatusForm = z.object({
	status: madeId(),
	category: oneOf(CATEGORIES, m.status_category_missing),
	channel: line(500),
	body: requiredText(LONGEST_STATUS, m.status_body_missing),
	recipients: z
		.array(z.uuid())
		.min(1, { error: () => m.refusal_no_recipient() })
		.max(100)
});
