/** The record in plain words. */
import { m } from '#messages';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { sayCategories } from '#features/pathways/say-pathway.ts';
import { BASES } from '#features/consents/basis.rules.ts';
import { sayBasis } from '#features/consents/say-basis.ts';
import { getLocale } from '#messages/runtime.js';
import { dayOf, timeOf } from '#values/day.ts';
import { sayDay, sayMoment, sayTime } from '#values/say.ts';
import { deedOf, type Deed, type LogLine } from './log.rules.ts';
import type { LookedAt } from './looked-at.rules.ts';
import { readReasons, type Reason } from './reason.rules.ts';

const DEED = {
	looked: m.log_looked,
	wrote: m.log_wrote,
	'consent-given': m.log_consent_given,
	'consent-withdrawn': m.log_consent_withdrawn,
	'consent-refused': m.log_consent_refused,
	'consent-narrowed': m.log_consent_narrowed,
	'consent-restored': m.log_consent_restored,
	'entry-denied': m.log_entry_denied,
	'basis-registered': m.log_basis_registered,
	'basis-ended': m.log_basis_ended,
	'meeting-invited': m.log_meeting_invited,
	'meeting-changed': m.log_meeting_changed,
	'meeting-cancelled': m.log_meeting_cancelled,
	'minutes-sent': m.log_minutes_sent,
	'minutes-written': m.log_minutes_written,
	'digital-post-sent': m.log_digital_post_sent,
	'digital-post-available': m.log_digital_post_available,
	'digital-post-refused': m.log_digital_post_refused,
	'digital-post-unsure': m.log_digital_post_unsure,
	'digital-post-given-up': m.log_digital_post_given_up,
	'meeting-answered': m.log_meeting_answered,
	'meeting-planned': m.log_meeting_planned,
	'task-given': m.log_task_given,
	'task-changed': m.log_task_changed,
	'transfer-begun': m.log_transfer_begun,
	'transfer-answered': m.log_transfer_answered,
	'change-told': m.log_change_told,
	'change-acknowledged': m.log_change_acknowledged,
	'partner-asked': m.log_partner_asked,
	'partner-answered': m.log_partner_answered,
	'tovholder-changed': m.log_tovholder_changed,
	'tovholder-stood-in': m.log_tovholder_stood_in,
	'tovholder-meeting-called': m.log_tovholder_meeting_called,
	'tovholder-meeting-cancelled': m.log_tovholder_meeting_cancelled,
	'tovholder-refused': m.log_tovholder_refused,
	'need-registered': m.log_need_registered,
	'words-written': m.log_words_written,
	'citizen-invited': m.log_citizen_invited,
	'citizen-untied': m.log_citizen_untied,
	'code-made': m.log_code_made,
	'code-used': m.log_code_used,
	'status-sent': m.log_status_sent,
	'message-sent': m.log_message_sent,
	'message-answered': m.log_message_answered,
	'details-changed': m.log_details_changed,
	'colleague-joined': m.log_colleague_joined,
	'colleague-left': m.log_colleague_left,
	'colleague-meets-child': m.log_colleague_meets_child,
	'companion-invited': m.log_companion_invited,
	'companion-joined': m.log_companion_joined,
	'companion-ended': m.log_companion_ended,
	'network-drawn': m.log_network_drawn,
	'plan-written': m.log_plan_written,
	'plan-answered': m.log_plan_answered,
	'phase-changed': m.log_phase,
	foreseen: m.log_foreseen,
	'guideline-marked': m.log_guideline,
	'child-kept': m.log_child,
	'tovholder-checked': m.log_tovholder_checked,
	'emergency-opened': m.log_emergency_opened,
	'emergency-ended': m.log_emergency_ended,
	'emergency-reviewed': m.log_emergency_reviewed,
	'hold-placed': m.log_hold_placed,
	'hold-lifted': m.log_hold_lifted,
	'erasure-asked': m.log_erasure_asked,
	'erasure-taken-back': m.log_erasure_taken_back,
	'erasure-decided': m.log_erasure_decided,
	printed: m.log_printed,
	'plan-printed': m.log_plan_printed,
	'journal-packed': m.log_journal_packed,
	'journal-fetched': m.log_journal_fetched,
	exported: m.log_exported,
	marked: m.log_marked,
	'offers-chosen': m.log_offers_chosen,
	'part-exported': m.log_part_exported,
	'part-gone': m.log_part_gone,
	'pathway-closed': m.log_pathway_closed,
	'pathway-reopened': m.log_pathway_reopened,
	'closing-planned': m.log_closing_planned,
	changed: m.log_changed
} satisfies Record<Deed, () => string>;

/** A deed in words. */
export const sayDeedInWords = (deed: Deed): string => DEED[deed]();

const LOOKED_AT = {
	pathway: m.log_at_pathway,
	details: m.log_at_details,
	words: m.log_at_words,
	entry: m.log_at_entry,
	tasks: m.log_at_tasks,
	changes: m.log_at_changes,
	meetings: m.log_at_meetings,
	consents: m.log_at_consents,
	bases: m.log_at_bases,
	partners: m.log_at_partners,
	companions: m.log_at_companions,
	network: m.log_at_network,
	status: m.log_at_status,
	messages: m.log_at_messages,
	plan: m.log_at_plan,
	contacts: m.log_at_contacts,
	phases: m.log_at_phases,
	foreseen: m.log_at_foreseen,
	guidelines: m.log_at_guidelines,
	child: m.log_at_child,
	emergency: m.log_at_emergency,
	retention: m.log_at_retention,
	tovholder: m.log_at_tovholder,
	question: m.log_at_question,
	journal: m.log_at_journal,
	page: m.log_at_page
} satisfies Record<LookedAt, () => string>;

/** What was done: "læste dit forløb og dine samtykker", "skrev referat (12 gange)". */
export function sayDeed({
	action,
	lookedAt,
	times
}: Pick<LogLine, 'action' | 'lookedAt' | 'times'>): string {
	if (lookedAt.length > 0)
		return m.log_looked_at({
			what: new Intl.ListFormat(getLocale()).format(lookedAt.map((each) => LOOKED_AT[each]()))
		});
	const deed = sayDeedInWords(deedOf(action));
	return times > 1 ? m.log_times({ deed, count: times }) : deed;
}

/** When: the moment, or from the first to the last of what was looked at or done. */
export function sayWhen({ since, at }: Pick<LogLine, 'since' | 'at'>): string {
	const [from, until] = [since, at].map((each) => sayTime(timeOf(each), getLocale()));
	return from === until
		? sayMoment(at, getLocale())
		: m.log_between({ day: sayDay(dayOf(at), getLocale()), from: from!, until: until! });
}

/** Why it was possible; nothing for what one did oneself. */
export const sayReasons = ({
	reason,
	name,
	organisation
}: Pick<LogLine, 'reason' | 'name' | 'organisation'>): string =>
	readReasons(reason)
		.map((each) => sayReason(each, { name: name.split(' ')[0] ?? name, organisation }))
		.join(' ');

/** A basis that this program does not know is shown as it stands. */
const sayBasisInLog = (written: string): string => {
	const known = BASES.find((each) => each === written);
	return known ? sayBasis(known) : written;
};

function sayReason(reason: Reason, who: { name: string; organisation: string }): string {
	switch (reason.kind) {
		case 'citizen':
			return m.log_because_citizen();
		case 'tovholder':
			return m.log_because_tovholder(who);
		case 'former-tovholder':
			return m.log_because_former_tovholder(who);
		case 'companion':
			return m.log_because_companion();
		case 'asked':
			return m.log_because_asked(who);
		case 'emergency':
			return m.log_because_emergency(who);
		case 'data-protection-officer':
			return m.log_because_officer(who);
		case 'stand-in':
			return m.log_because_stand_in(who);
		case 'project-leader':
			return m.log_because_project_leader(who);
		case 'partner':
			return m.log_because_consent({
				...who,
				categories: sayCategories(CATEGORIES.filter((each) => reason.categories.includes(each)))
			});
		case 'partner-by-basis':
			return m.log_because_basis({
				...who,
				basis: sayBasisInLog(reason.basis),
				categories: sayCategories(CATEGORIES.filter((each) => reason.categories.includes(each)))
			});
		case 'partner-without-consent':
			return m.log_because_partner(who);
		case 'other':
			return reason.text;
	}
}
