import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { m } from '#messages';
import {
	day,
	idField,
	line,
	madeId,
	mailAddress,
	oneOf,
	optionalDay,
	requiredLine,
	text,
	tick,
	version
} from './form-fields.ts';
import { readForm } from './read-form.ts';

const Form = z.object({
	name: requiredLine(20, () => 'say the name'),
	note: text(20),
	kind: oneOf(['a', 'b'], () => 'choose'),
	agreed: tick(),
	tags: z.array(z.string())
});

function posting(fields: Record<string, string | string[] | File>): Request {
	const body = new FormData();
	for (const [name, values] of Object.entries(fields))
		for (const value of [values].flat()) body.append(name, value);
	return new Request('http://here.invalid/', { method: 'POST', body });
}

test('a NUL reaches no field: PostgreSQL takes none, and nobody types one', async () => {
	const Carried = z.object({ id: z.string(), rows: z.array(z.string()) });
	expect(await readForm(posting({ id: 'a\0b', rows: ['\0', 'c\0'] }), Carried)).toMatchObject({
		ok: true,
		typed: { id: 'ab' },
		value: { id: 'ab', rows: ['', 'c'] }
	});
});

test('a choice that no page offers is told in the language of the page, and not in Zod’s words', async () => {
	const Tampered = z.object({
		categories: z.array(z.enum(['contact', 'housing'])),
		seen: z.string().max(3)
	});
	expect(
		await readForm(posting({ categories: ['everything', 'all'], seen: 'abcd' }), Tampered)
	).toMatchObject({
		ok: false,
		problems: {
			categories: [m.form_choose(), m.form_choose()],
			seen: [m.form_too_long({ longest: 3 })]
		}
	});
});

test('a browser without a calendar sends a day as its user writes it: it is that day, and what cannot be read is told how to write', async () => {
	const Dated = z.object({ born: day(() => 'say the birth date'), until: optionalDay() });
	expect(await readForm(posting({ born: '3.2.1990', until: '24/12 2026' }), Dated)).toEqual({
		ok: true,
		typed: { born: '1990-02-03', until: '2026-12-24' },
		value: { born: '1990-02-03', until: '2026-12-24' }
	});
	expect(await readForm(posting({ born: 'i marts', until: '31.2.2026' }), Dated)).toMatchObject({
		typed: { born: 'i marts', until: '2026-02-31' },
		problems: { born: [m.form_day_unread()], until: [m.form_day_missing()] }
	});
	expect(await readForm(posting({ born: '', until: '' }), Dated)).toMatchObject({
		problems: { born: ['say the birth date'] }
	});
	expect(await readForm(posting({ born: '31.2.1990', until: '' }), Dated)).toMatchObject({
		problems: { born: [m.form_day_missing()] }
	});
});

test('a form that fits is shaped and trimmed', async () => {
	const form = await readForm(
		posting({
			name: '  Aqqaluk\tÆrø 🌊 ',
			note: 'one\r\ntwo',
			kind: 'a',
			agreed: 'on',
			tags: ['x', 'y']
		}),
		Form
	);
	expect(form.ok && form.value).toEqual({
		name: 'Aqqaluk Ærø 🌊',
		note: 'one\ntwo',
		kind: 'a',
		agreed: true,
		tags: ['x', 'y']
	});
});

test('an empty form is answered with a sentence a field, and what was typed', async () => {
	const form = await readForm(posting({ note: 'kept' }), Form);
	expect(form).toEqual({
		ok: false,
		typed: { name: '', note: 'kept', kind: '', agreed: '', tags: [] },
		problems: { name: ['say the name'], kind: ['choose'] }
	});
});

test('a day of a year long gone or far off is told so, and one that no year has; to nothing typed it is said what to write', async () => {
	const Born = z.object({ on: day(() => 'say the day'), until: optionalDay() });
	const said = async (on: string, until = '') => {
		const form = await readForm(posting({ on, until }), Born);
		return form.ok ? {} : form.problems;
	};
	const year = ['Se efter årstallet: det skal være fra 1900 til 2199.'];
	expect(await said('0001-01-01')).toEqual({ on: year });
	expect(await said('2026-05-01', '9999-12-31')).toEqual({ until: year });
	expect(await said('12026-05-01')).toEqual({ on: year });
	expect(await said('')).toEqual({ on: ['say the day'] });
	expect(await said('2026-02-30')).toEqual({ on: [m.form_day_missing()] });
	expect(await said('1900-01-01', '2199-12-31')).toEqual({});
});

describe('the id of what a form makes', () => {
	const Making = z.object({ id: madeId(), name: text(20) });
	const made = async (id: string, name: string) => {
		const form = await readForm(posting({ id, name }), Making);
		return form.ok && form.value.id;
	};
	const one = '7b2e4c1a-0d3f-4f6e-9a1b-2c3d4e5f6a7b';
	const other = '7b2e4c1a-0d3f-4f6e-9a1b-2c3d4e5f6a7c';

	test('is the same for the same form, sent twice', async () => {
		expect(await made(one, 'Amina')).toBe(await made(one, 'Amina'));
		expect(z.uuid().safeParse(await made(one, 'Amina')).success).toBe(true);
	});

	test('is another for other words, and for another form', async () => {
		expect(await made(one, 'Amina')).not.toBe(await made(one, 'Amine'));
		expect(await made(one, 'Amina')).not.toBe(await made(other, 'Amina'));
	});

	test.each(['', 'strange'])('is nobody else’s where the form brings none (“%s”)', async (id) => {
		expect(await made(id, 'Amina')).not.toBe(await made(id, 'Amina'));
	});
});

test('a file where a text is asked for is no text', async () => {
	const form = await readForm(posting({ name: new File(['x'], 'x.txt'), kind: 'a' }), Form);
	expect(!form.ok && form.problems.name).toEqual(['say the name']);
});

test('what is no form at all is a bad request', async () => {
	const request = new Request('http://here.invalid/', {
		method: 'POST',
		body: 'x',
		headers: { 'content-type': 'multipart/form-data; boundary=nowhere' }
	});
	await expect(readForm(request, Form)).rejects.toMatchObject({ status: 400 });
});

test('a hundred thousand characters are too many', () => {
	expect(line(200).safeParse('æ'.repeat(100_000)).success).toBe(false);
	expect(line(200).safeParse('æ'.repeat(201)).success).toBe(false);
	expect(line(200).safeParse('æ'.repeat(200)).success).toBe(true);
});

test('no text that is let in holds what PostgreSQL cannot', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (typed) => {
			expect(line(10_000).parse(typed)).not.toMatch(/\p{Cc}/u);
			expect(text(10_000).parse(typed)).not.toMatch(/[^\P{Cc}\n\t]/u);
		})
	);
});

test.each([
	['0000-01-01', false],
	['1899-12-31', false],
	['1900-01-01', true],
	['2199-12-31', true],
	['9999-12-31', false],
	['2026-02-29', false],
	['', false],
	['in May', false]
])('day %s: %s', (typed, fits) => expect(day().safeParse(typed).success).toBe(fits));

test('a day that may be left out is null then', () => {
	expect(optionalDay().parse('')).toBe(null);
	expect(optionalDay().parse('2026-05-01')).toBe('2026-05-01');
	expect(optionalDay().safeParse('2026-13-01').success).toBe(false);
});

test('a mail address is kept in lower case', () => {
	expect(mailAddress().parse(' Anna@Eksempel.DK ')).toBe('anna@eksempel.dk');
	for (const wrong of [
		'',
		'anna',
		'a@b',
		'a b@c.dk',
		`${'a'.repeat(300)}@b.dk`,
		'a@b.dk\nbcc:x@y.dk'
	])
		expect(mailAddress().safeParse(wrong).success).toBe(false);
});

test('an id is one, and a version is a number', () => {
	expect(idField().safeParse("1' or true").success).toBe(false);
	expect(version().parse('7')).toBe(7);
	for (const wrong of ['', '0', '-1', '1e9', '99999999999', 'x'])
		expect(version().parse(wrong)).toBe(0);
});
