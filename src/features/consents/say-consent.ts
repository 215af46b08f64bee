/** The words of a consent in the reader's language: how it stands, by whom and how it was given. */
import { m } from '#messages';
import type { ConsentState, Giver, Way } from './consent.rules.ts';

const STATE = {
	coming: m.consent_state_coming,
	running: m.consent_state_running,
	over: m.consent_state_over,
	withdrawn: m.consent_state_withdrawn
} satisfies Record<ConsentState, () => string>;
const GIVER = {
	citizen: m.consent_given_by_citizen,
	guardian: m.consent_given_by_guardian
} satisfies Record<Giver, () => string>;
const WAY = {
	paper: m.consent_how_paper,
	digital: m.consent_how_digital,
	oral: m.consent_how_oral
} satisfies Record<Way, () => string>;

export const sayState = (state: ConsentState): string => STATE[state]();
export const sayGiver = (giver: Giver): string => GIVER[giver]();
export const sayWay = (way: Way): string => WAY[way]();
