/** What the form that sends Digital Post sends. The number is read, used and forgotten: it is never given back to a page. */
import { z } from 'zod';
import { m } from '#messages';
import { idField } from '#server/form-fields.ts';
import { digitsOf } from './digital-post.rules.ts';

const civilNumber = z
	.string()
	.refine((typed) => digitsOf(typed) !== null, { error: () => m.post_number_wrong() })
	.transform((typed) => digitsOf(typed) ?? '');

export const DigitalPostForm = z.object({
	/** What is sent: the newest sending of the meeting as the page showed it. */
	sending: idField(),
	civilNumber,
	civilNumberAgain: z.string()
});
