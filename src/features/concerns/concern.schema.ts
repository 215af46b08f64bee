/** What the forms about worry send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	memberField,
	oneOf,
	requiredText,
	text,
	timeOfDay,
	version
} from '#server/form-fields.ts';
import { DOUBT_ANSWERS } from './concern.rules.ts';
import { WAYS } from './notify.rules.ts';

/** A doubt; its id is made with the form. `contact` is 'person organisation'. */
export const DoubtForm = z.object({
	doubt: madeId(),
	contact: memberField(m.doubt_contact_missing),
	question: requiredText(2000, m.doubt_question_missing)
});

/** The contact's answer. */
export const DoubtAnswerForm = z.object({
	version: version(),
	answer: oneOf(DOUBT_ANSWERS, m.doubt_answer_missing),
	note: text(2000)
});

/** L-15: that somebody has notified; its id is made with the form. */
export const NotifiedForm = z.object({
	notified: madeId(),
	madeOn: day(m.notify_day_missing),
	time: z.union([z.literal(''), timeOfDay(m.notify_time_wrong)], {
		error: () => m.notify_time_wrong()
	}),
	way: oneOf(WAYS, m.notify_way_missing)
});
/** One's own note, to take away. */
export const ForgetForm = z.object({ notified: idField() });

/** Where the municipality is notified, and which days are weekdays (L-15, L-16). */
export const NotificationSettingForm = z.object({
	version: version(),
	phone: line(100),
	channel: text(500),
	week: oneOf(['weekdays', 'saturdays'], m.notify_setting_week_missing)
});
