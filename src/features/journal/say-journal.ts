/** Documents for the journal in the words of the reader. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { dayOf } from '#values/day.ts';
import { sayDay } from '#values/say.ts';
import type { Direction, DocumentKind, Standing } from './journal.rules.ts';

const KIND = {
	plan: m.journal_kind_plan,
	measures: m.journal_kind_measures,
	invitation: m.sending_invitation,
	change: m.sending_change,
	cancellation: m.sending_cancellation,
	minutes: m.sending_minutes,
	consent: m.journal_kind_consent,
	scan: m.journal_kind_scan,
	log: m.journal_kind_log
} satisfies Record<DocumentKind, () => string>;
const DIRECTION = {
	received: m.journal_received,
	sent: m.journal_sent,
	internal: m.journal_internal
} satisfies Record<Direction, () => string>;

export const sayKind = (kind: DocumentKind): string => KIND[kind]();
export const sayDirection = (direction: Direction): string => DIRECTION[direction]();

/** "Ikke hentet før", "Hentet den 4. maj 2026, og ændret siden". */
export function sayStanding(standing: Standing): string {
	if (standing.is === 'new') return m.journal_new();
	const day = sayDay(dayOf(standing.at), getLocale());
	return standing.is === 'taken' ? m.journal_packed({ day }) : m.journal_changed({ day });
}
