/** What the forms about contact send. */
import { z } from 'zod';
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { CHANNELS } from '#features/pathways/entry.rules.ts';
import { day, madeId, oneOf, requiredText, version } from '#server/form-fields.ts';
import { CONTACTED, LONGEST_SILENCE } from './contact.rules.ts';

/** A contact that has been; `id` is made with the form. */
export const AddContactForm = z.object({
	id: madeId(),
	on: day(m.contact_day_missing),
	channel: oneOf(CHANNELS, m.contact_channel_missing),
	contacted: oneOf(CONTACTED, m.contact_with_missing),
	reached: oneOf(['yes', 'no'], m.contact_reached_missing).transform((said) => said === 'yes'),
	note: requiredText(2000, m.contact_note_missing),
	category: oneOf(CATEGORIES, m.entry_category_missing)
});

/** How long it may be quiet; `version` is 0 where nothing is agreed yet. */
export const RhythmForm = z.object({
	version: version(),
	days: z
		.string()
		.trim()
		.refine((typed) => /^\d{1,3}$/.test(typed) && +typed >= 1 && +typed <= LONGEST_SILENCE, {
			error: () => m.contact_days_wrong({ longest: LONGEST_SILENCE })
		})
		.transform(Number)
});
