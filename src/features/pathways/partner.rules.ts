/**
 * Partners on a pathway: planned, asked, agreed or declined, ended. An organisation is first asked
 * whether it has room for a kind of task, without learning who it is about; saying yes is what opens the pathway.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';
import type { Day } from '#values/day.ts';

export const PARTNER_STATES = ['planned', 'contacted', 'agreed', 'declined', 'ended'] as const;
export type PartnerState = (typeof PARTNER_STATES)[number];

/** What can be done about a partner. The organisation itself agrees and declines; the tovholder does the rest. */
export type PartnerStep = 'ask' | 'withdraw-question' | 'agree' | 'decline' | 'end';

const STEPS: Record<PartnerStep, { from: readonly PartnerState[]; to: PartnerState }> = {
	ask: { from: ['planned', 'declined', 'ended'], to: 'contacted' },
	'withdraw-question': { from: ['contacted'], to: 'planned' },
	agree: { from: ['contacted'], to: 'agreed' },
	decline: { from: ['contacted'], to: 'declined' },
	end: { from: ['planned', 'agreed'], to: 'ended' }
};

/** The state after `step`; refused where the partner does not stand where that can be done. */
export function takeStep(
	state: PartnerState,
	step: PartnerStep
): Outcome<PartnerState, 'not-from-here'> {
	const { from, to } = STEPS[step];
	return from.includes(state) ? done(to) : refused('not-from-here');
}

/** Where a step leads. */
export const stateAfter = (step: PartnerStep): PartnerState => STEPS[step].to;

/** only an agreed partner is given tasks, and only its people open the pathway. */
export const isIn = (state: PartnerState): boolean => state === 'agreed';

/** What would tell an organisation whom a question is about. */
export type Identity = { name: string; birthDate: Day; phone: string };

export type QuestionRefusal = 'names-the-citizen' | 'answer-before-passed';

/** Decides whether an organisation may be asked this: nobody is named in it, and there is time to answer. */
export function askQuestion(
	question: string,
	answerBefore: Day | null,
	citizen: Identity | null,
	today: Day
): Outcome<string, QuestionRefusal> {
	if (answerBefore !== null && answerBefore < today) return refused('answer-before-passed');
	if (citizen && identifies(question, citizen)) return refused('names-the-citizen');
	return done(question);
}

/**
 * Whether a text holds the citizen's name, a part of it ("Amina", "Aminas"), the birth date as people write it or the phone
 * number. It errs on the careful side: a citizen called Lund cannot be asked about with the word "lund". Two letters count
 * only when written alike ("Bo", not "bo").
 */
export function identifies(text: string, { name, birthDate, phone }: Identity): boolean {
	const words = wordsOf(text);
	const folded = new Set(words.map(fold));
	const named = wordsOf(name).some((part) =>
		part.length < 3
			? part.length === 2 && words.includes(part)
			: folded.has(fold(part)) || folded.has(`${fold(part)}s`)
	);
	return named || holdsDay(text, birthDate) || holdsPhone(text, phone);
}

/** In whatever groups it is written, with a country's number in front or without; fewer than six digits are no number to ring. */
function holdsPhone(text: string, phone: string): boolean {
	const digits = phone.replace(/\D/g, '');
	const together = text.replace(/(?<=\d)[\s.()/-]+(?=\d)/g, '');
	return digits.length >= 6 && together.includes(digits.slice(-8));
}

const wordsOf = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? [];
const fold = (word: string) => word.toLocaleLowerCase('da');

const MONTHS = [
	['januar', 'january', 'jan'],
	['februar', 'february', 'feb'],
	['marts', 'march', 'mar'],
	['april', 'apr'],
	['maj', 'may'],
	['juni', 'june', 'jun'],
	['juli', 'july', 'jul'],
	['august', 'aug'],
	['september', 'sept', 'sep'],
	['oktober', 'october', 'okt', 'oct'],
	['november', 'nov'],
	['december', 'dec']
];

/** 3.2.1990, 03-02-90, 3/2 1990, 030290, 1990-02-03, "3. februar 1990" and "February 3, 1990". */
function holdsDay(text: string, birthDate: Day): boolean {
	const [year = '', month = '', day = ''] = birthDate.split('-');
	const years = `(?:${year}|${year.slice(2)})`;
	const d = `0?${Number(day)}`;
	const mo = `0?${Number(month)}`;
	const names = `(?:${MONTHS[Number(month) - 1]?.join('|')})`;
	const written = [
		`${d}[\\s./-]{1,2}${mo}[\\s./-]{1,2}${years}`,
		`${year}[\\s./-]?${month}[\\s./-]?${day}`,
		`${day}${month}${years}`,
		`${d}\\.?\\s*${names}\\.?,?\\s*${years}`,
		`${names}\\.?\\s*${d}(?:st|nd|rd|th)?,?\\s*${years}`
	];
	return new RegExp(`(?<![0-9])(?:${written.join('|')})(?![0-9]{1,3}(?![0-9]))`, 'iu').test(text);
}
