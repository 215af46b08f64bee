/** What the forms about templates post; a section of one is read by its own names (template-form.rules.ts). */
import { z } from 'zod';
import { version } from '#server/form-fields.ts';

/** Takes a draft into use, or carries it over, as it was shown. */
export const TemplateForm = z.object({ version: version() });

/** What the page carried along, as it was shown. Anything longer was never shown, and counts as long gone. */
const shown = (longest: number) =>
	z.string().transform((sent) => (sent.length > longest ? '' : sent));

/** Moves a document to a newer edition: which, and a mark of what was shown to be lost. */
export const MoveForm = z.object({ version: version(), to: shown(40), seen: shown(40) });
