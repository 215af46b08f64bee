/** What the form about themes and arrival posts. */
import { z } from 'zod';
import { PATHWAY_THEMES } from './mark.rules.ts';

/** `seen` is what the form showed; a month is its first day, empty where nobody has newly arrived. */
export const MarksForm = z.object({
	seen: z.string().max(200),
	themes: z.array(z.enum(PATHWAY_THEMES)),
	arrived: z.string().max(10)
});
