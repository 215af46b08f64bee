import { describe, expect, test } from 'vitest';
import {
	editionDifferences,
	fitValue,
	moveAnswers,
	moveToEdition,
	pinOf,
	templateOf,
	type Loss
} from './edition.rules.ts';
import { answer, complete, row, template } from './example-template.rules.ts';
import type { Answers, Field, Section, Template } from './template.rules.ts';

/** Edition 2: as edition 1, but with the changes told, by the key of the section or question. */
const edition2 = (
	fields: Record<string, (field: Field) => Field | null>,
	sections: Record<string, (section: Section) => Section | null> = {}
): Template => ({
	...template,
	edition: 2,
	sections: template.sections
		.map((section) => ({
			...section,
			fields: section.fields
				.map((field) => (fields[field.key] ? fields[field.key]!(field) : field))
				.filter((field) => field !== null)
		}))
		.map((section) => (sections[section.key] ? sections[section.key]!(section) : section))
		.filter((section) => section !== null)
});
const gone = () => null;
const note = { key: 'note', label: 'note', required: false, kind: 'text', long: true } as const;

describe('which template a document is on', () => {
	const pin = pinOf(template);

	test('it stays on the edition it began with, whatever has come since', () => {
		const shelf = [edition2({}), template];
		expect(pin).toEqual({ key: 'example', edition: 1, owner: null, revision: 0 });
		expect(templateOf(pin, shelf)).toEqual({ ok: true, value: template });
	});

	test('an adapted template is another than its original, and each revision another', () => {
		const adapted = { ...template, adapted: { owner: 'solby', revision: 2 } };
		expect(templateOf(pinOf(adapted), [template])).toEqual({ ok: false, reason: 'template-gone' });
		expect(templateOf(pinOf(adapted), [template, adapted])).toEqual({ ok: true, value: adapted });
		const earlier = { ...pinOf(adapted), revision: 1 };
		expect(templateOf(earlier, [adapted]).ok).toBe(false);
	});

	test('a template that has vanished is told, not guessed', () => {
		expect(templateOf({ ...pin, edition: 7 }, [template])).toEqual({
			ok: false,
			reason: 'template-gone'
		});
	});
});

test('a text that may have headings and lists now keeps its answer, read as if it had been typed so', () => {
	const newer = edition2({ about: (field) => ({ ...field, kind: 'prose' }) as Field });
	expect(editionDifferences(template, newer)).toEqual([
		{ kind: 'now-with-form', part: 'about', detail: null }
	]);
	const about = answer({ kind: 'text', text: 'Vi vil:\n* lytte\n1. maj begynder vi' });
	expect(moveAnswers(template, newer, { about })).toEqual({
		losses: [],
		answers: {
			about: answer({ kind: 'prose', text: 'Vi vil:\n\n- lytte\n\n1. maj begynder vi' })
		}
	});
	// And back again it would lose its form: nobody does that unseen.
	const prose = answer({ kind: 'prose', text: '- lytte' });
	expect(moveAnswers(newer, template, { about: prose }).losses).toEqual([
		{ answer: 'about', why: 'kind-changed', detail: null }
	]);
});

describe('what a newer edition asks otherwise', () => {
	test('nothing, where it is the same', () => {
		expect(editionDifferences(template, edition2({}))).toEqual([]);
	});

	test('questions and sections that came and went', () => {
		const newer = edition2(
			{ extra: gone, about: (field) => ({ ...field, key: 'gist' }) },
			{ ours: gone, facts: (section) => ({ ...section, key: 'figures' }) }
		);
		const told = editionDifferences(template, newer).map(({ kind, part }) => `${kind} ${part}`);
		expect(told).toEqual([
			'question-added gist',
			'section-added figures',
			'section-gone facts',
			'section-gone ours',
			'question-gone about',
			'question-gone extra',
			'question-gone hopes',
			'question-gone steps',
			'question-gone reach',
			'question-gone tasks'
		]);
	});

	test('what became required, optional, another kind, or each party’s own', () => {
		const newer = edition2(
			{
				about: (field) => ({ ...field, required: false }),
				extra: (field) => ({ ...field, required: true, perParty: true }),
				start: ({ key, label, guidance, required, rule }) => ({
					...{ key, label, guidance, required, rule },
					kind: 'text'
				}),
				hopes: (field) => ({ ...field, label: 'wishes' })
			},
			{
				who: (section) => ({ ...section, optional: true }),
				ours: (section) => ({ ...section, optional: false, perParty: false })
			}
		);
		const told = editionDifferences(template, newer).map(({ kind, part }) => `${kind} ${part}`);
		expect(told).toEqual([
			'section-now-optional who',
			'no-longer-required about',
			'asked-of-each-party extra',
			'now-required extra',
			'kind-changed start',
			'section-no-longer-optional ours',
			'asked-of-all-together hopes',
			'reworded hopes',
			'asked-of-all-together steps',
			'asked-of-all-together reach',
			'asked-of-all-together tasks'
		]);
	});

	test('columns and choices that came and went; a column of another kind is both', () => {
		const newer = edition2({
			plans: (field) => ({ ...field, columns: [{ ...note, kind: 'date' }] }) as Field,
			themes: (field) => ({ ...field, options: [{ key: 'school', label: 'school' }] }) as Field,
			forums: (field) => ({ ...field, groups: [{ key: 'inside', label: 'inside' }] }) as Field
		});
		expect(editionDifferences(template, newer)).toEqual([
			{ kind: 'choice-added', part: 'themes', detail: 'school' },
			{ kind: 'choice-gone', part: 'themes', detail: 'home' },
			{ kind: 'column-added', part: 'plans', detail: 'note' },
			{ kind: 'column-gone', part: 'plans', detail: 'name' },
			{ kind: 'column-gone', part: 'plans', detail: 'note' },
			{ kind: 'choice-gone', part: 'forums', detail: 'across' }
		]);
	});
});

describe('moving the answers', () => {
	const answers: Answers = {
		...complete,
		'hopes@solby': answer({ kind: 'text', text: 'Flere hænder' }),
		'steps@solby': answer({ kind: 'rows', rows: [row('9', 'Skiltet', 'Rødt')] })
	};

	test('to an edition that asks the same, every answer goes along', () => {
		expect(moveAnswers(template, edition2({}), answers)).toEqual({ answers, losses: [] });
	});

	test('an answer whose question has gone, or asks for something else, is told as lost', () => {
		const newer = edition2({
			about: gone,
			hopes: gone,
			start: (field) => ({ ...field, kind: 'money' }) as Field
		});
		const moved = moveAnswers(template, newer, answers);
		expect(moved.losses).toEqual([
			{ answer: 'about', why: 'question-gone', detail: null },
			{ answer: 'start', why: 'kind-changed', detail: null },
			{ answer: 'hopes@solby', why: 'question-gone', detail: null }
		]);
		expect(Object.keys(moved.answers)).not.toContain('about');
		expect(moved.answers['steps@solby']).toEqual(answers['steps@solby']);
	});

	test('what each party answered has no one place where all answer together, and the other way round', () => {
		const newer = edition2(
			{ about: (field) => ({ ...field, perParty: true }) },
			{ ours: (section) => ({ ...section, perParty: false }) }
		);
		expect(moveAnswers(template, newer, answers).losses).toEqual([
			{ answer: 'about', why: 'asked-otherwise', detail: null },
			{ answer: 'hopes@solby', why: 'asked-otherwise', detail: null },
			{ answer: 'steps@solby', why: 'asked-otherwise', detail: null }
		]);
	});

	test('only the cells and choices without a place are lost, each told once', () => {
		const newer = edition2({
			steps: (field) => ({ ...field, columns: [note] }) as Field,
			themes: (field) => ({ ...field, options: [{ key: 'school', label: 'x' }] }) as Field,
			forums: (field) => ({ ...field, groups: [{ key: 'inside', label: 'inside' }] }) as Field,
			deeds: (field) => field
		});
		const more = {
			...answers,
			'steps@solby': answer({
				kind: 'rows',
				rows: [row('9', 'Skiltet', 'Rødt'), row('8', 'Døren')]
			})
		};
		const moved = moveAnswers(template, newer, more);
		expect(moved.losses).toEqual([
			{ answer: 'themes', why: 'choice-gone', detail: 'home' },
			{ answer: 'forums', why: 'choice-gone', detail: 'across' },
			{ answer: 'steps@solby', why: 'column-gone', detail: 'name' }
		]);
		expect(moved.answers['steps@solby']?.value).toEqual({
			kind: 'rows',
			rows: [
				{ id: '9', cells: { note: 'Rødt' } },
				{ id: '8', cells: {} }
			]
		});
		expect(moved.answers.forums?.value).toMatchObject({
			groups: { inside: { rows: [row('3', 'Netværk')], none: '' } }
		});
	});

	test('a choice that is gone is lost, in a question and in a cell; an empty one is not', () => {
		const newer = edition2({
			level: (field) => ({ ...field, options: [] }) as Field,
			deeds: (field) =>
				field.kind === 'rows'
					? {
							...field,
							columns: field.columns.map((column) =>
								column.kind === 'choice' ? { ...column, options: [] } : column
							)
						}
					: field
		});
		const given = {
			level: answer({ kind: 'choice', text: 'talk' }),
			deeds: answer({ kind: 'rows', rows: [{ id: '1', cells: { what: 'Leje', paid: 'cash' } }] })
		};
		const moved = moveAnswers(template, newer, given);
		expect(moved.losses).toEqual([
			{ answer: 'level', why: 'choice-gone', detail: 'talk' },
			{ answer: 'deeds', why: 'choice-gone', detail: 'paid/cash' }
		]);
		expect(moved.answers.level?.value).toEqual({ kind: 'choice', text: '' });
		const empty = { level: answer({ kind: 'choice', text: '' }) };
		expect(moveAnswers(template, newer, empty).losses).toEqual([]);
	});
});

describe('moving a draft', () => {
	const draft = { pin: pinOf(template), answers: complete };
	const newer = edition2({ about: gone });
	const loss: Loss = { answer: 'about', why: 'question-gone', detail: null };

	test('goes through once every loss has been seen', () => {
		expect(moveToEdition(draft, template, newer, [])).toEqual({
			ok: false,
			reason: 'losses-not-seen'
		});
		const { about: _, ...kept } = complete;
		expect(moveToEdition(draft, template, newer, [loss])).toEqual({
			ok: true,
			value: { pin: { ...draft.pin, edition: 2 }, answers: kept }
		});
	});

	test('another answer given meanwhile has to be seen as well', () => {
		const both = edition2({ about: gone, extra: gone });
		const later = {
			...draft,
			answers: { ...complete, extra: answer({ kind: 'text', text: 'Nyt' }) }
		};
		expect(moveToEdition(later, template, both, [loss])).toMatchObject({
			reason: 'losses-not-seen'
		});
	});

	test('only forwards, and only to an edition of the same template', () => {
		const same = moveToEdition(draft, template, template, []);
		expect(same).toEqual({ ok: false, reason: 'edition-not-newer' });
		const back = moveToEdition({ ...draft, pin: pinOf(newer) }, newer, template, []);
		expect(back).toEqual({ ok: false, reason: 'edition-not-newer' });
		const other = moveToEdition(draft, template, { ...newer, key: 'other' }, [loss]);
		expect(other).toEqual({ ok: false, reason: 'another-template' });
		const mistaken = moveToEdition(draft, newer, { ...newer, edition: 3 }, []);
		expect(mistaken).toEqual({ ok: false, reason: 'another-template' });
	});

	test('to an adapted version of the same edition, and on to its next revision', () => {
		const first = { ...template, adapted: { owner: 'solby', revision: 1 } };
		const second = { ...template, adapted: { owner: 'solby', revision: 2 } };
		expect(moveToEdition(draft, template, first, []).ok).toBe(true);
		const adaptedDraft = { ...draft, pin: pinOf(first) };
		expect(moveToEdition(adaptedDraft, first, second, []).ok).toBe(true);
		const back = moveToEdition({ ...draft, pin: pinOf(second) }, second, first, []);
		expect(back).toMatchObject({ reason: 'edition-not-newer' });
	});
});

describe('an answer as its question takes it today', () => {
	const list: Field = {
		key: 'funding',
		label: 'funding',
		guidance: '',
		required: false,
		rule: '',
		kind: 'rows',
		columns: [
			{ key: 'source', label: 'source', required: true, kind: 'text', long: false },
			{ key: 'on', label: 'on', required: false, kind: 'date' },
			{
				key: 'status',
				label: 'status',
				required: false,
				kind: 'choice',
				options: [{ key: 'granted', label: 'granted' }]
			}
		]
	};
	const fitted = (cells: Record<string, string>) =>
		fitValue(list, { kind: 'rows', rows: [{ id: 'r', cells }] });

	test('is left as it is where nothing is wrong with it, an unchosen cell too: its hash stays', () => {
		const kept: Record<string, string>[] = [
			{ source: 'Puljen', on: '2026-05-01', status: 'granted' },
			{ source: 'Puljen', on: '', status: '' },
			{ source: '' }
		];
		for (const cells of kept)
			expect(fitted(cells)).toEqual({ kind: 'rows', rows: [{ id: 'r', cells }] });
	});

	test('loses cells of columns and choices that are gone, and what its column cannot read', () => {
		expect(fitted({ source: 'Puljen', on: 'til maj', status: 'refused', amount: '100' })).toEqual({
			kind: 'rows',
			rows: [{ id: 'r', cells: { source: 'Puljen' } }]
		});
	});
});
