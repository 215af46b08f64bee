/** What the forms about measures send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	oneOf,
	optionalDay,
	requiredLine,
	requiredText,
	version
} from '#server/form-fields.ts';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { AREAS } from '#features/pathways/entry.rules.ts';

const measure = {
	title: requiredLine(200, m.measure_title_missing),
	body: requiredText(20_000, m.measure_body_missing),
	area: oneOf(AREAS, m.measure_area_missing),
	goal: line(500),
	startsOn: day(m.measure_start_missing),
	endsOn: optionalDay(),
	doneBy: idField(m.measure_done_by_missing),
	contact: line(200)
};

/** A new measure; `id` is made with the form. */
export const AddMeasureForm = z.object({
	id: madeId(),
	category: oneOf(CATEGORIES, m.entry_category_missing),
	...measure
});

/** What is changed about one. It stays in the category in which it was shared. */
export const ChangeMeasureForm = z.object({ version: version(), ...measure });
