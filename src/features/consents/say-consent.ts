/** The words of a consent in the reader's language: how it stands, by whom and how it was given. */
import { m } from '#messages';
import type { Language } from '#values/say.ts';
import type { Interpreted, Interpreter } from './interpreter.rules.ts';
import type { Reader } from './giver.rules.ts';
import type { ConsentState, Giver, Way } from './consent.rules.ts';

type Said = (words?: object, options?: { locale?: Language }) => string;
const STATE = {
	coming: m.consent_state_coming,
	running: m.consent_state_running,
	over: m.consent_state_over,
	withdrawn: m.consent_state_withdrawn,
	closed: m.consent_ended_with_pathway
} satisfies Record<ConsentState, () => string>;
const GIVER = {
	citizen: m.consent_given_by_citizen,
	guardian: m.consent_given_by_guardian
} satisfies Record<Giver, Said>;
const WAY = {
	paper: m.consent_how_paper,
	digital: m.consent_how_digital,
	oral: m.consent_how_oral
} satisfies Record<Way, Said>;

const INTERPRETED = {
	present: m.consent_interpreter_present,
	video: m.consent_interpreter_video,
	phone: m.consent_interpreter_phone
} satisfies Record<Interpreted, Said>;

export const sayInterpreted = (how: Interpreted, locale?: Language): string =>
	INTERPRETED[how]({}, locale ? { locale } : {});

/** "Tolk: Tolkene i Solby, grønlandsk, på video"; that there was none, too. */
export function sayInterpreter(said: Interpreter, locale?: Language): string {
	const options = locale ? { locale } : {};
	if (!said.interpreterUsed) return m.consent_interpreter_none({}, options);
	const who = [
		said.interpreter,
		said.interpreterLanguage,
		said.interpreterHow && sayInterpreted(said.interpreterHow, locale)
	];
	return m.consent_interpreter_was({ who: who.filter(Boolean).join(', ') }, options);
}

export const sayState = (state: ConsentState): string => STATE[state]();

/** What stands before the recipients: of a consent that ended they could see, and can no more. */
export const sayRecipients = (state: ConsentState): string =>
	state === 'coming' || state === 'running' ? m.consent_recipients() : m.consent_recipients_then();
/** What stands before the day a consent stopped: somebody took it back, or it ended with the pathway. */
export const sayStopped = (
	{ endedWithPathway }: { endedWithPathway: boolean },
	locale?: Language
): string => {
	const options = locale ? { locale } : {};
	return endedWithPathway
		? m.consent_ended_with_pathway({}, options)
		: m.consent_withdrawn_line({}, options);
};
/** In the reader's language, or in the one that is asked for. */
export const sayGiver = (giver: Giver, locale?: Language): string =>
	GIVER[giver]({}, locale ? { locale } : {});
/** "Amina Andersen (borgeren)"; without the name where it is not open to the reader. */
export const sayGivenBy = (
	{ givenBy, givenByName, reader }: { givenBy: Giver; givenByName: string; reader: Reader | null },
	locale?: Language
): string => {
	// Words to an adult about themselves: whoever answered is a guardian, and no parent.
	const who = reader === 'citizen' ? sayGiverOfAdult(givenBy, locale) : sayGiver(givenBy, locale);
	return givenByName ? `${givenByName} (${who})` : who;
};
/** The same of an adult. */
export const sayGiverOfAdult = (giver: Giver, locale?: Language): string =>
	giver === 'guardian'
		? m.consent_given_by_guardian_of_adult({}, locale ? { locale } : {})
		: sayGiver(giver, locale);
export const sayWay = (way: Way, locale?: Language): string =>
	WAY[way]({}, locale ? { locale } : {});

/** What a language is called in the reader's: "dansk" for 'da'. What was registered elsewhere may name it in words, which stand as they are. */
export const sayLanguage = (written: string, language: Language): string =>
	/^[a-z]{2,3}$/.test(written)
		? (new Intl.DisplayNames([language], { type: 'language' }).of(written) ?? written)
		: written;
