/** The record in plain words. */
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { sayCategories } from '#features/pathways/say-pathway.ts';
import { deedOf, readReasons, type Deed, type Reason } from './log.rules.ts';

const DEED = {
	looked: m.log_looked,
	wrote: m.log_wrote,
	'consent-given': m.log_consent_given,
	'consent-withdrawn': m.log_consent_withdrawn,
	'meeting-invited': m.log_meeting_invited,
	'meeting-changed': m.log_meeting_changed,
	'meeting-cancelled': m.log_meeting_cancelled,
	'minutes-sent': m.log_minutes_sent,
	'meeting-planned': m.log_meeting_planned,
	'task-given': m.log_task_given,
	'task-changed': m.log_task_changed,
	'partner-asked': m.log_partner_asked,
	'partner-answered': m.log_partner_answered,
	'tovholder-changed': m.log_tovholder_changed,
	'need-registered': m.log_need_registered,
	'words-written': m.log_words_written,
	'citizen-invited': m.log_citizen_invited,
	'citizen-untied': m.log_citizen_untied,
	printed: m.log_printed,
	changed: m.log_changed
} satisfies Record<Deed, () => string>;

/** A deed in words. */
export const sayDeedInWords = (deed: Deed): string => DEED[deed]();

/** What was done. */
export const sayDeed = (action: string): string => sayDeedInWords(deedOf(action));

/** Why it was possible; nothing for what one did oneself. */
export const sayReasons = (written: string): string =>
	readReasons(written).map(sayReason).join(' ');

function sayReason(reason: Reason): string {
	switch (reason.kind) {
		case 'citizen':
			return m.log_because_citizen();
		case 'tovholder':
			return m.log_because_tovholder();
		case 'former-tovholder':
			return m.log_because_former_tovholder();
		case 'companion':
			return m.log_because_companion();
		case 'asked':
			return m.log_because_asked();
		case 'project-leader':
			return m.log_because_project_leader();
		case 'partner':
			return m.log_because_consent({
				consents: reason.consents,
				categories: sayCategories(CATEGORIES.filter((each) => reason.categories.includes(each)))
			});
		case 'partner-without-consent':
			return m.log_because_partner();
		case 'other':
			return reason.text;
	}
}
