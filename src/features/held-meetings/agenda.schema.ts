/** What the form of an item of an agenda sends. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, line, oneOf, requiredLine, tick, version } from '#server/form-fields.ts';
import { COUNTED_DAYS } from '#values/holiday.ts';
import { AIMS } from './agenda.rules.ts';
import { itemMinutes } from './running.schema.ts';

/** An item of the agenda. `item` is its id, made with the form. */
export const ItemForm = z.object({
	item: idField(),
	version: version(),
	title: requiredLine(300, m.agenda_title_missing),
	aim: oneOf(AIMS, m.agenda_aim_missing),
	minutes: itemMinutes(),
	owner: z
		.union([z.literal(''), idField()], { error: () => m.form_choose() })
		.transform((owner) => (owner === '' ? null : owner)),
	parked: tick(),
	lateReason: line(500)
});

/** How the days before a meeting are counted in the municipality. */
export const AgendaDaysForm = z.object({
	version: version(),
	days: oneOf(COUNTED_DAYS, m.agenda_days_missing)
});
