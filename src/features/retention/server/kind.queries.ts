/** How long is kept, kind by kind. Everything is a function that asks who may (1130). */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import type { Kind } from '../kind.rules.ts';
import type { LetGo } from '../retention.rules.ts';

/** A kind as whoever lets it go is shown it. */
export type KeptKind = {
	kind: Kind;
	/** One's own time in months; null: none. */
	months: number | null;
	/** The municipality's, for an organisation. */
	usual: number | null;
	/** Counts the times that were set; 0 before the first. */
	version: number;
	changedAt: Date | null;
	changedBy: string | null;
	heldReason: string | null;
	heldAt: Date | null;
	heldBy: string | null;
	/** The municipality holds it back for all. */
	heldByAll: boolean;
	/** Up to which day things are due, how many, a mark of which, and since when the oldest. */
	until: Day | null;
	many: number;
	mark: string;
	oldest: Day | null;
	underWay: boolean;
};
/** The kinds that the visitor lets go; none for anybody else. */
export const listKinds = () =>
	ask<KeptKind>(sql`
		select k.kind, k.months, k.usual, k.version, k.changed_at as "changedAt", k.changed_by as "changedBy", k.held_reason as "heldReason",
			k.held_at as "heldAt", k.held_by as "heldBy", k.held_by_all as "heldByAll", k.until, k.many, k.mark, k.oldest, k.under_way as "underWay"
		from samspil.kept_kinds() k`);

/** What is due, where there is something to tell it by: a pathway's number, a collaboration or a name. */
export type KeptThing = { kind: Kind; label: string; since: Day; many: number };
export const listThings = () =>
	ask<KeptThing>(sql`select k.kind, k.label, k.since, k.many from samspil.kept_list() k`);

/** What of an organisation's own words reaches its time within about a month, by pathway; none for a municipality. */
export type ComingPart = { label: string; goesOn: Day; many: number };
export const listComing = () =>
	ask<ComingPart>(sql`select c.label, c.goes_on as "goesOn", c.many from samspil.kept_coming() c`);

/** What was let go of a kind, how much of what was shown has gone, and how far it has come; what is not done comes first. */
export type KeptRun = LetGo & {
	kind: Kind;
	until: Day;
	shown: number;
	gone: number;
	at: Date;
	by: string;
};
export const listRuns = () =>
	ask<KeptRun>(sql`
		select r.kind, r.until, r.shown, r.gone, r.let_go_at as at, r.let_go_by as by, r.done_at as "doneAt", r.moved_at as "movedAt",
			r.broke_at as "brokeAt"
		from samspil.kept_runs() r`);

export const setTimeOf = (kind: Kind, months: number | null, version: number) =>
	ask<{ answer: 'set' | 'too-long' | 'stale' | 'not-there' }>(
		sql`select samspil.set_kept_time(${kind}, ${months}::int, ${version}::int) as answer`
	);
/** Holds a kind back; without a reason the hold is lifted. */
export const holdKindOf = (kind: Kind, reason: string | null) =>
	ask<{ answer: 'held' | 'lifted' | 'held-already' | 'not-there' }>(
		sql`select samspil.hold_kept(${kind}, ${reason}::text) as answer`
	);
export const letKindGoOf = (kind: Kind, until: Day, mark: string) =>
	ask<{ answer: 'let-go' | 'stale' | 'not-there' }>(
		sql`select samspil.let_go_kept(${kind}, ${until}::date, ${mark}) as answer`
	);
export const setGoingOf = (kind: Kind, stoppedBefore: Date) =>
	ask<{ answer: 'set-going' | 'not-there' }>(
		sql`select samspil.set_kept_going(${kind}, ${stoppedBefore}) as answer`
	);
