/** What the forms about keeping and erasing send. */
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	oneOf,
	requiredLine,
	requiredText,
	text,
	version
} from '#server/form-fields.ts';
import { KINDS } from './kind.rules.ts';
import { DECISIONS } from './retention.rules.ts';

/** How long closed pathways are kept. */
export const MonthsForm = z.object({ version: version(), months: line(10) });

/** A pathway to hold back, by its number. */
export const HoldByNumberForm = z.object({
	id: madeId(),
	number: line(10),
	reason: requiredText(2000, m.hold_reason_missing)
});

/** The pathway of the page, to hold back. */
export const HoldForm = z.object({
	id: madeId(),
	reason: requiredText(2000, m.hold_reason_missing)
});

/** A hold to lift, and why. */
export const LiftForm = z.object({
	hold: idField(),
	version: version(),
	why: requiredText(2000, m.hold_lift_reason_missing)
});

/** The wish that all be erased, to take back. */
export const TakeBackForm = z.object({ request: idField(), pathway: idField() });

/** What was shown as due, to let go: all of it or nothing. */
export const LetGoForm = z.object({ shown: text(100_000) });

/** What a citizen who asks is answered. */
export const DecideForm = z.object({
	request: idField(),
	version: version(),
	decision: oneOf(DECISIONS, m.erasure_decision_missing),
	reason: text(2000)
});

/** The wish that all be erased. */
export const AskForm = z.object({ id: madeId(), pathway: idField() });

const kind = () => oneOf(KINDS, m.form_choose);
/** How long a kind is kept. */
export const TimeForm = z.object({ kind: kind(), version: version(), months: line(10) });
/** A kind to hold back. */
export const HoldKindForm = z.object({
	kind: kind(),
	reason: requiredText(2000, m.hold_reason_missing)
});
/** A kind whose hold is lifted, or which is set going again. */
export const OfKindForm = z.object({ kind: kind() });
/** What was shown of a kind, to let go. */
export const LetKindGoForm = z.object({
	kind: kind(),
	until: day(),
	mark: requiredLine(60, m.form_choose)
});
