/** The guidelines and their marks in the words of the reader. */
import { m } from '#messages';
import type { Guideline, Mark } from './guideline.rules.ts';

const GUIDELINE = {
	'own-story': m.guideline_own_story,
	'companion-offered': m.guideline_companion_offered,
	'interpreter-asked': m.guideline_interpreter_asked,
	'consent-talked-through': m.guideline_consent_talked_through,
	'network-drawn': m.guideline_network_drawn,
	'partners-asked': m.guideline_partners_asked,
	'plan-made': m.guideline_plan_made,
	'general-and-specialised': m.guideline_general_and_specialised,
	'meeting-held': m.guideline_meeting_held,
	'contact-agreed': m.guideline_contact_agreed,
	'plan-looked-at': m.guideline_plan_looked_at,
	'end-talked-through': m.guideline_end_talked_through
} satisfies Record<Guideline, () => string>;
const MARK = {
	open: m.guideline_open,
	done: m.guideline_done,
	skipped: m.guideline_skipped
} satisfies Record<Mark, () => string>;

/** What is to be seen to. */
export const sayGuideline = (guideline: Guideline): string => GUIDELINE[guideline]();

/** How it stands: "Gjort". */
export const sayMark = (mark: Mark): string => MARK[mark]();
