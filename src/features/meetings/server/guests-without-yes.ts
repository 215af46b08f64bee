/** nobody around the citizen is called to a meeting without the citizen's yes, which may be taken back after they were put on the list. */
import { namesWithoutYes } from '#features/network/server/find-guest.ts';
import type { Acting } from '#server/acting.ts';
import { guestsOf, type Participant } from '../meeting.rules.ts';

/** The names on the list that stand on the citizen's map without a yes that counts today. */
export const guestsWithoutYes = (
	acting: Acting,
	pathway: string,
	participants: readonly Pick<Participant, 'kind' | 'name'>[]
): Promise<string[]> => namesWithoutYes(acting, pathway, guestsOf(participants));
