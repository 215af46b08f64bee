/** The kinds of agreement in the words of the reader. */
import { m } from '#messages';
import type { State } from '#features/documents/life.rules.ts';
import type { Language } from '#values/say.ts';
import type { AgreementKind } from './kind.rules.ts';
import type { ObligationStatus } from './obligation.rules.ts';
import type { Progress } from './progress.rules.ts';
import type { Channel } from './publication.rules.ts';
import type { Conclusion, ReviewOutcome } from './review.rules.ts';

const KINDS = {
	'cooperation-contract': { name: m.agreement_kind_contract, text: m.agreement_kind_contract_text },
	'cooperation-agreement': {
		name: m.agreement_kind_cooperation,
		text: m.agreement_kind_cooperation_text
	},
	'partnership-agreement': {
		name: m.agreement_kind_partnership,
		text: m.agreement_kind_partnership_text
	},
	'activity-agreement': { name: m.agreement_kind_activity, text: m.agreement_kind_activity_text },
	'signed-elsewhere': { name: m.agreement_kind_elsewhere, text: m.agreement_kind_elsewhere_text }
} as const satisfies Record<AgreementKind, object>;

/** What an agreement of this kind is called. */
export const sayKind = (kind: AgreementKind, language?: Language): string =>
	KINDS[kind].name({}, language ? { locale: language } : {});

/** What an agreement of this kind is for. */
export const sayKindText = (kind: AgreementKind): string => KINDS[kind].text();

/** How many things are missing before an agreement can be sent; one that was signed elsewhere is not sent, and counts here. */
export function sayMissing(count: number, isElsewhere: boolean): string {
	if (count === 0) return isElsewhere ? m.agreement_register_ready() : m.agreement_ready();
	return isElsewhere
		? m.agreement_register_missing_count({ count })
		: m.agreement_missing_count({ count });
}

/** How somebody proved that it was them who signed, and how sure an outside service was of it, where that is known. */
export function sayMethod(method: string, language?: Language, assurance?: string): string {
	const locale = language ? { locale: language } : {};
	const said = METHODS[method]?.({}, locale) ?? '';
	const level = LEVELS[assurance ?? '']?.({}, locale);
	return level ? m.agreement_method_level({ method: said, level }, locale) : said;
}

/** How a promise goes, as its party tells it. */
export const sayPromiseStatus = (status: ObligationStatus): string => PROMISE_STATUSES[status]();

const PROMISE_STATUSES: Record<ObligationStatus, () => string> = {
	open: m.promise_status_open,
	'under-way': m.promise_status_under_way,
	kept: m.promise_status_kept,
	dropped: m.promise_status_dropped
};

/** How a goal or a task goes, as the parties tell it. */
export function sayProgress(status: Progress, isGoal: boolean): string {
	if (status !== 'done') return sayPromiseStatus(status);
	return isGoal ? m.live_status_reached() : m.live_status_task_done();
}

/** How a promise was found to stand at a review. */
export const sayOutcome = (outcome: ReviewOutcome): string => OUTCOMES[outcome]();

const OUTCOMES: Record<ReviewOutcome, () => string> = {
	kept: m.promise_status_kept,
	'on-track': m.agreement_outcome_on_track,
	behind: m.agreement_outcome_behind,
	'not-begun': m.promise_status_open,
	dropped: m.promise_status_dropped
};

/** What the parties make of the agreement as a whole. */
export const sayConclusion = (conclusion: Conclusion): string => CONCLUSIONS[conclusion]();

const CONCLUSIONS: Record<Conclusion, () => string> = {
	continue: m.agreement_conclusion_continue,
	adjust: m.agreement_conclusion_adjust,
	end: m.agreement_conclusion_end
};

type Sentence = (words: object, how: { locale?: Language }) => string;
const METHODS: Partial<Record<string, Sentence>> = {
	'app-code': m.agreement_method_app_code,
	'backup-code': m.agreement_method_backup_code,
	passkey: m.agreement_method_passkey,
	'new-sign-in': m.agreement_method_new_sign_in,
	broker: m.agreement_method_broker,
	confirmation: m.agreement_method_confirmation
};
const LEVELS: Partial<Record<string, Sentence>> = {
	substantial: m.agreement_level_substantial,
	high: m.agreement_level_high
};

/** Where an agreement stands, in a word or two, and how it is coloured. */
export const sayState = (state: State) => ({
	text: STATES[state].text(),
	tone: STATES[state].tone
});

// Said only where it is shown: a page of many versions says each word often.
const STATES = {
	draft: { text: m.document_state_draft, tone: 'neutral' },
	submitted: { text: m.agreement_state_submitted, tone: 'info' },
	returned: { text: m.document_state_returned, tone: 'warning' },
	withdrawn: { text: m.document_state_withdrawn, tone: 'neutral' },
	agreed: { text: m.document_state_agreed, tone: 'success' },
	'in-force': { text: m.document_state_in_force, tone: 'success' },
	'due-for-review': { text: m.document_state_due_for_review, tone: 'warning' },
	superseded: { text: m.document_state_superseded, tone: 'neutral' },
	ended: { text: m.document_state_ended, tone: 'neutral' }
} as const satisfies Record<State, { text: () => string; tone: string }>;

/** Where something is told. */
export const sayChannel = (channel: Channel): string => CHANNELS[channel]();

const CHANNELS: Record<Channel, () => string> = {
	press: m.clause_channel_press,
	'social-media': m.clause_channel_social_media,
	website: m.clause_channel_website,
	newsletter: m.clause_channel_newsletter,
	print: m.clause_channel_print,
	meetings: m.clause_channel_meetings,
	other: m.clause_channel_other
};
