/**
 * The fields that forms are made of. They trim, keep out what the database cannot hold, and say in the reader's language
 * what to mend; a sentence is made when it is needed, since the language is the request's.
 */
import { z } from 'zod';
import { m } from '#messages';
import { holdsCprNumber } from '#values/cpr-number.ts';
import { isDay } from '#values/day.ts';

/** A sentence for people, in the language of the request. */
type Sentence = () => string;

/** L-7, R-045: no personal number in what is written, for it goes to all who read it, and on paper. */
const written = (longest: number) =>
	z
		.string()
		.max(longest, { error: () => m.form_too_long({ longest }) })
		.refine((typed) => !holdsCprNumber(typed), { error: () => m.form_holds_cpr() });

/** One line of text that may be left empty. Line breaks and other control characters become spaces. */
export const line = (longest: number) =>
	z
		.string()
		.transform((typed) => typed.replace(/\p{Cc}+/gu, ' ').trim())
		.pipe(written(longest));

/** One line of text that must be there; `missing` says what to write. */
export const requiredLine = (longest: number, missing: Sentence) =>
	line(longest).pipe(z.string().min(1, { error: missing }));

/** Text of several lines that may be left empty. Browsers send line breaks as \r\n; we keep \n. */
export const text = (longest: number) =>
	z
		.string()
		.transform((typed) =>
			typed
				.replace(/\r\n?/g, '\n')
				.replace(/[^\P{Cc}\n\t]/gu, '')
				.trim()
		)
		.pipe(written(longest));

/** Text of several lines that must be there; `missing` says what to write. */
export const requiredText = (longest: number, missing: Sentence) =>
	text(longest).pipe(z.string().min(1, { error: missing }));

/** One of `values`; `missing` says what to choose. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(
	values: Values,
	missing: Sentence
) => z.enum(values, { error: missing });

/** One of `values`, or null where nothing is chosen. */
export const chosenOrNot = <const Values extends readonly [string, ...string[]]>(values: Values) =>
	z.enum(['', ...values]).transform((value) => (value === '' ? null : (value as Values[number])));

/** A box that is ticked or not. */
export const tick = () => z.string().transform((typed) => typed !== '');

/**
 * A calendar day between 1900 and 2199. A day of another year is told so: whoever typed it did write a day. `readForm` reads
 * one that is written as people in Denmark write it.
 */
export const day = (missing: Sentence = m.form_day_missing) =>
	markedDay(z.string().refine(isDay, { error: ({ input }) => sayNoDay(input, missing) }));

/** A calendar day, or null where none is given. */
export const optionalDay = () =>
	markedDay(
		z
			.string()
			.refine((typed) => typed === '' || isDay(typed), {
				error: ({ input }) => sayNoDay(input, m.form_day_missing)
			})
			.transform((typed) => typed || null)
	);

function markedDay<Field extends z.ZodType>(field: Field): Field {
	DAYS.add(field);
	return field;
}

const DAYS = new WeakSet<z.ZodType>();

/** Whether a field is one that `day` or `optionalDay` made. */
export const isDayField = (field: z.ZodType): boolean => DAYS.has(field);

/** To whoever wrote something it is not said to write something, but how. */
function sayNoDay(input: unknown, missing: Sentence): string {
	const typed = String(input);
	if (typed === '') return missing();
	if (!/^\d{4,6}-\d\d-\d\d$/.test(typed)) return m.form_day_unread();
	return /^(19|20|21)\d\d-/.test(typed) ? m.form_day_missing() : m.form_year_out_of_range();
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether a text is a time as forms send it: 09:30. */
export const isTimeOfDay = (typed: string): boolean => TIME_OF_DAY.test(typed);

/** A time of the day, 09:30; `missing` says what to write. */
export const timeOfDay = (missing: Sentence) =>
	z.string().regex(TIME_OF_DAY, { error: () => missing() });

/** A mail address, in lower case as the database keeps it. */
export const mailAddress = (missing: Sentence = m.form_mail_missing) =>
	z
		.string()
		.trim()
		.toLowerCase()
		.max(254, { error: () => m.form_too_long({ longest: 254 }) })
		.pipe(z.email({ error: () => missing() }));

/** An id chosen from a list or carried along in a hidden input; `missing` says what to choose. */
export const idField = (missing: Sentence = m.form_choose) =>
	z.uuid({ error: () => missing() }).toLowerCase();

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MEMBER = new RegExp(`^${UUID} ${UUID}$`);

/** A person in an organisation as one value of a list, 'person organisation'; `missing` says whom to choose. */
export const memberKey = (missing: Sentence = m.form_choose) =>
	z.string().regex(MEMBER, { error: () => missing() });

/** The same, taken apart. */
export const memberField = (missing: Sentence) =>
	memberKey(missing).transform((chosen) => {
		const [person = '', organisation = ''] = chosen.split(' ');
		return { person, organisation };
	});

/**
 * The id of something new, from the one that was made with the form. A form sent twice makes one; a form that somebody
 * went back to and sent with other words makes another, so that no words are lost. `readForm` sees to it (sent-twice.ts).
 */
export function madeId() {
	const field = z.string();
	MADE.add(field);
	return field;
}

const MADE = new WeakSet<z.ZodType>();

/** Whether a field is one that `madeId` made. */
export const isMadeId = (field: z.ZodType): boolean => MADE.has(field);

/**
 * The version a change is based on, as the page showed it, with or without the fingerprints of what else it showed (values/shown.ts). Anything
 * else counts as a version long gone.
 */
export const version = () =>
	z
		.string()
		.transform((typed) =>
			Number(/^([1-9]\d{0,8})(?:~[0-9a-z]{1,11}){0,500}$/.exec(typed)?.[1] ?? 0)
		);
