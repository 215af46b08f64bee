/** The words of a pathway in the reader's language: its categories, kinds and states. */
import type { InvolvedPart } from './involved.rules.ts';
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import type { Category } from './category.rules.ts';
import type { Area, Channel, EntryKind, WordsQuestion } from './entry.rules.ts';
import type { Criterion } from './need.rules.ts';
import type { PartnerState } from './partner.rules.ts';
import type { CitizenPart, Route } from './tovholder.rules.ts';

/** What stands beside the words of an entry; what is null or missing does not belong to its kind. */
export type EntryFacts = {
	kind: EntryKind;
	contacted?: 'citizen' | 'relative' | null;
	channel?: Channel | null;
	reached?: boolean | null;
	area?: Area | null;
};

const CATEGORY = {
	contact: m.category_contact,
	situation: m.category_situation,
	housing: m.category_housing,
	work: m.category_work,
	health: m.category_health,
	'substance-use': m.category_substance_use,
	family: m.category_family,
	economy: m.category_economy,
	meetings: m.category_meetings,
	progress: m.category_progress
} satisfies Record<Category, (words?: object, options?: { locale?: Language }) => string>;
const KIND = {
	note: m.entry_kind_note,
	measure: m.entry_kind_measure,
	contact: m.entry_kind_contact,
	plan: m.entry_kind_plan
} satisfies Record<EntryKind, () => string>;
const AREA = {
	general: m.entry_area_general,
	specialised: m.entry_area_specialised
} satisfies Record<Area, () => string>;
const CHANNEL = {
	phone: m.entry_channel_phone,
	'text-message': m.entry_channel_text_message,
	mail: m.entry_channel_mail,
	visit: m.entry_channel_visit,
	other: m.entry_channel_other
} satisfies Record<Channel, () => string>;
const QUESTION = {
	story: m.own_words_story,
	problems: m.own_words_problems,
	wishes: m.own_words_wishes
} satisfies Record<WordsQuestion, () => string>;
const CRITERION = {
	1: m.need_criterion_1,
	2: m.need_criterion_2,
	3: m.need_criterion_3
} satisfies Record<Criterion, () => string>;
const STATE = {
	planned: m.partner_state_planned,
	contacted: m.partner_state_contacted,
	agreed: m.partner_state_agreed,
	declined: m.partner_state_declined,
	ended: m.partner_state_ended
} satisfies Record<PartnerState, () => string>;
const ROUTE = {
	registration: m.tovholder_route_registration,
	meeting: m.tovholder_route_meeting,
	direct: m.tovholder_route_direct,
	'stand-in': m.tovholder_route_stand_in
} satisfies Record<Route | 'registration' | 'stand-in', () => string>;
const PART = {
	present: m.tovholder_part_present,
	'heard-before': m.tovholder_part_heard_before,
	declined: m.tovholder_part_declined
} satisfies Record<CitizenPart, () => string>;

const INVOLVED = {
	asked: m.involved_asked,
	told: m.involved_told,
	'not-possible': m.involved_not_possible
} satisfies Record<InvolvedPart, () => string>;

/** In the reader's language, or in the one that is asked for. */
export const sayCategory = (category: Category, locale?: Language): string =>
	CATEGORY[category]({}, locale ? { locale } : {});
/** Several categories in one line, in the order given. */
export const sayCategories = (categories: readonly Category[]): string =>
	categories.map((category) => sayCategory(category)).join(', ');
export const sayKind = (kind: EntryKind): string => KIND[kind]();
/** What an entry is: "Kontakt · En pårørende · Telefon · Ikke fat i", "Indsats · Specialiseret". */
export const sayEntry = ({ kind, contacted, channel, reached, area }: EntryFacts): string =>
	[
		sayKind(kind),
		kind === 'contact' &&
			(contacted === 'relative' ? m.contact_with_relative() : m.contact_with_citizen()),
		channel && sayChannel(channel),
		reached === false && m.contact_not_reached(),
		area && sayArea(area)
	]
		.filter(Boolean)
		.join(' · ');
export const sayArea = (area: Area): string => AREA[area]();
export const sayChannel = (channel: Channel): string => CHANNEL[channel]();
export const sayQuestion = (question: WordsQuestion): string => QUESTION[question]();
export const sayCriterion = (criterion: Criterion): string => CRITERION[criterion]();
export const sayPartnerState = (state: PartnerState): string => STATE[state]();
export const sayRoute = (route: Route | 'registration' | 'stand-in'): string => ROUTE[route]();
export const sayInvolvedPart = (part: InvolvedPart): string => INVOLVED[part]();
export const sayCitizenPart = (part: CitizenPart): string => PART[part]();

/** What a pathway is called: the citizen's name where it is open to the reader, else its number. */
export const namePathway = ({ number, citizen }: { number: number; citizen: string | null }) =>
	citizen ?? m.pathway_number({ number });

/** What a refusal of a rule says to the person. */
export const sayRefusal = (reason: string): string => {
	const key = `refusal_${reason.replaceAll('-', '_')}`;
	return (m as unknown as Record<string, (() => string) | undefined>)[key]?.() ?? m.ui_refused();
};
