/** What was chosen beside the words of a kept row, in the reader's language: without it they cannot be understood on paper. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { Interpreter } from '#features/consents/interpreter.rules.ts';
import { sayInterpreter } from '#features/consents/say-consent.ts';
import { KEPT, sayFormer, type KeptTable } from '#features/pathways/say-former.ts';
import { sayEntry, type EntryFacts } from '#features/pathways/say-pathway.ts';
import { dayOf, type Day } from '#values/day.ts';
import type { Former } from '#values/former.ts';
import { sayDay, sayMoment } from '#values/say.ts';

type Facts = Readonly<Record<string, unknown>>;

/** The lines of what `facts` of a row of `table` say, and of what stood in it before it was put right; null where that is nothing. */
export const sayWrittenFacts = (table: string, facts: Facts): string | null =>
	[sayChosen(table, facts), ...sayStood(table, facts)].filter(Boolean).join('\n') || null;

/** What stood in the row before, a line for each time. */
const sayStood = (table: string, { former }: Facts): string[] =>
	table in KEPT && Array.isArray(former)
		? sayFormer(table as KeptTable, former as Former[]).map(
				({ stamp, lines }) => `${m.former_stood({ stamp })} ${lines.join(' · ')}`
			)
		: [];

function sayChosen(table: string, facts: Facts): string | null {
	switch (table) {
		case 'entry':
			return [sayEntry(facts as EntryFacts), sayDays(facts)].filter(Boolean).join(', ');
		case 'consent':
			return [
				sayInterpreter({
					interpreterUsed: facts['interpreter_used'],
					interpreter: facts['interpreter'],
					interpreterLanguage: facts['interpreter_language'],
					interpreterHow: facts['interpreter_how']
				} as Interpreter),
				sayStop(facts)
			]
				.filter(Boolean)
				.join('\n');
		case 'transfer':
			return m.written_from_to({
				from: nameOf(facts, 'from'),
				to: nameOf(facts, 'to')
			});
		case 'meeting':
			return sayMeetingInterpreter(facts);
		case 'emergency_access':
			return sayEmergency(facts);
		case 'meeting_participant':
			return sayMeeting(facts);
		case 'task':
			return facts['state'] === 'open'
				? null
				: facts['state'] === 'done'
					? m.me_tasks_done()
					: m.me_tasks_given_up();
		default:
			return null;
	}
}

/** Who said stop, where somebody did. */
const sayStop = (facts: Facts) =>
	facts['ended_with_pathway'] || !facts['withdrawn_by_name']
		? null
		: `${m.consent_withdrawn_line()}: ${facts['withdrawn_said_by_name'] || facts['withdrawn_by_name']}${sayDayOf(facts['withdrawn_at'])}`;

/** ", 4. maj 2026" of a moment as the database writes it; nothing where there is none. */
const sayDayOf = (moment: unknown): string =>
	typeof moment === 'string' ? `, ${sayDay(dayOf(new Date(moment)), getLocale())}` : '';

/** "Tolkens sprog: grønlandsk", and who comes and who pays, each in a line of its own; nothing where no interpreter is needed. */
const sayMeetingInterpreter = ({
	interpreter_language: language,
	interpreter_provider: provider,
	interpreter_paid_by: paidBy
}: Facts): string | null =>
	[
		language && `${m.meeting_interpreter_language()}: ${language}`,
		provider && `${m.meeting_interpreter_provider()}: ${provider}`,
		paidBy && `${m.meeting_interpreter_paid_by()} ${paidBy}`
	]
		.filter(Boolean)
		.join('\n') || null;

/** Who ended an emergency access, and what whoever reviewed it found. */
const sayEmergency = ({
	ended_at: endedAt,
	ended_by_name: endedBy,
	reviewed_by_name: reviewedBy,
	finding
}: Facts): string | null =>
	[
		endedAt &&
			(endedBy ? m.emergency_ended_by({ name: String(endedBy) }) : m.emergency_ended_with_seat()),
		reviewedBy &&
			`${m.emergency_reviewed_by({ name: String(reviewedBy) })}: ${finding === 'justified' ? m.emergency_justified() : m.emergency_not_justified()}`
	]
		.filter(Boolean)
		.join('\n') || null;

/** "At tale om boligen, 4. maj 2026 kl. 13.00, Biblioteket": of it what is known yet. */
const sayMeeting = ({
	meeting_purpose: purpose,
	meeting_starts_at: at,
	meeting_place: place
}: Facts): string | null =>
	[purpose, typeof at === 'string' && sayMoment(new Date(at), getLocale()), place]
		.filter(Boolean)
		.join(', ') || null;

const nameOf = (facts: Facts, of: 'from' | 'to') =>
	[facts[`${of}_name`], facts[`${of}_organisation_name`]].filter(Boolean).join(', ');

/** "4. maj 2026 – 1. juni 2026", or the first day alone. */
const sayDays = (facts: Facts) =>
	[facts['starts_on'], facts['ends_on']]
		.filter((day): day is Day => typeof day === 'string')
		.map((day) => sayDay(day, getLocale()))
		.join(' – ');
