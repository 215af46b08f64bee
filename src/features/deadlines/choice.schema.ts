/** What the form about reminders sends: a rhythm for each kind. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, oneOf, version } from '#server/form-fields.ts';
import { rhythmsFor, type ReminderRhythm, type Topic } from './choice.rules.ts';

const rhythm = (topic: Topic) =>
	oneOf(rhythmsFor(topic) as [ReminderRhythm, ...ReminderRhythm[]], m.reminders_choose);

/** How somebody wants to be reminded. */
export const ReminderForm = z.object({
	version: version(),
	tasks: rhythm('tasks'),
	pathways: rhythm('pathways'),
	consents: rhythm('consents'),
	agreements: rhythm('agreements'),
	'agreement-days': rhythm('agreement-days'),
	meetings: rhythm('meetings'),
	collaboration: rhythm('collaboration'),
	late: rhythm('late')
});

/** The same on the citizen's own page, where meetings are all there is to be reminded of. */
export const OwnReminderForm = z.object({
	pathway: idField(),
	version: version(),
	meetings: rhythm('meetings')
});
