/** What a form about the network is answered: what to mend beside a field, why it was refused, what is saved now. */
import { m } from '#messages';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import type { Texts } from '#values/outcome.ts';
import type { Conflicting } from '#ui/Conflict.svelte';
import { asTyped, CLOSENESS, INVOLVEMENT, SIDES } from './network.rules.ts';
import { sayCloseness, sayInvolvement, saySide } from './say-network.ts';
import type { NetworkRefusal } from './server/keep-network.ts';
import type { KeptRelation } from './server/network.queries.ts';
import { conflictTexts } from '#values/shown.ts';

/** The field that has to be mended, where it is one. */
const FIELD = {
	'yes-without-day': 'agreedOn',
	'yes-in-the-future': 'agreedOn',
	'later-without-when': 'involveWhen'
} as const;

const isAboutField = (reason: string): reason is keyof typeof FIELD => reason in FIELD;

/** The sentence beside its field (422), or above the form (409). */
export function answerRefusal(reason: Exclude<NetworkRefusal, 'not-there'>): {
	status: 409 | 422;
	problems?: Record<string, string[]>;
	refusal?: string;
} {
	if (isAboutField(reason))
		return { status: 422, problems: { [FIELD[reason]]: [sayRefusal(reason)] } };
	return { status: 409, refusal: sayRefusal(reason) };
}

/** Both texts, where somebody has saved since. */
export function conflictOf(saved: KeptRelation, typed: Texts): Conflicting {
	return {
		version: saved.version,
		by: saved.by,
		at: saved.at,
		texts: conflictTexts(LABELS, typed, asTyped(saved), {
			side: { options: SIDES.map((value) => ({ value, label: saySide(value) })) },
			closeness: {
				options: CLOSENESS.map((each) => ({ value: String(each), label: sayCloseness(each) }))
			},
			involve: { options: INVOLVEMENT.map((value) => ({ value, label: sayInvolvement(value) })) },
			agreedOn: { isDay: true }
		})
	};
}

/** What was put on the map when the form came first. */
export const saySavedRelation = (saved: Texts) =>
	saySaved(saved, {
		name: m.network_name,
		relation: m.network_relation,
		contact: m.network_contact
	});

const LABELS = {
	name: m.network_name,
	relation: m.network_relation,
	side: m.network_side,
	closeness: m.network_closeness,
	involve: m.network_involve,
	involveWhen: m.network_when,
	agreedOn: m.network_agreed_on,
	contact: m.network_contact
};
