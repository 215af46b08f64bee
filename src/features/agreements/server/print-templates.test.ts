/** Every agreement with the worst that Danish people write in each of its questions, read back by other programs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, contentHash, type Json } from '#features/documents/content.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { namesIn } from '#features/documents/names.rules.ts';
import { composeDocument } from '#features/documents/server/compose-document.ts';
import {
	columnsOf,
	fieldsOf,
	type Answers,
	type Cell,
	type Field,
	type Row,
	type Value
} from '#features/documents/template.rules.ts';
import { renderDocx, stopWritingDocx } from '#server/docx/render-docx.ts';
import { hasOffice, printWithOffice, wordsLostFrom } from '#server/docx/test-office.ts';
import { renderPdf, stopRendering } from '#server/pdf/render-pdf.ts';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import { hasPoppler, poppler, textOf } from '#server/print/test-poppler.ts';
import { structureOf } from '#server/print/test-structure.ts';
import { makeKey } from '#server/seal/sealing-key.ts';
import { sealPdf } from '#server/seal/seal-pdf.ts';
import { tidyProse } from '#values/prose.ts';
import { newestTemplateOf } from '../agreement-template.rules.ts';
import { AGREEMENT_KINDS, wayOf, type AgreementKind } from '../kind.rules.ts';
import { printAgreement } from './print-agreement.ts';

const NOW = new Date('2026-11-25T12:00:00Z');
const PARTIES = [
	{ id: 'solby', name: 'Solby Kommune, Social- og Arbejdsmarkedsforvaltningen' },
	{ id: 'aaloekke', name: 'Almennyttigt Boligselskab Åløkke-Ærøskøbing f.m.b.a. “Tårnet”' }
];
const SEAT = 'aase.solby';
/** A long word, quotation marks, what a program could read as its own, letters of Greenland, an empty line. */
const worst = (key: string) =>
	`${key}: speciallægepraksisplanlægningsstabiliseringsperiode “§ 141, stk. 2” <b>&amp; #let x\n\nÅse Østergård Æblegrød – 1/2 ‰ €, Ĩ Ũ ĸ Qaqqortumi`;

/** All that a text may hold beside words, each with the worst of them. */
const worstProse = (key: string) =>
	tidyProse(
		[
			`# ${key} ærø “§ 1”`,
			worst(mark(key)),
			`- **${mark(key)} fed** _skrå ‰_\n- [${mark(key)} <b>](https://solby.example/æ_ø?å=1)`,
			`1. ${mark(key)}\n2. ${mark(key)} #let x [*\n3. مرحبا بكم`,
			'slut\nlinje'
		].join('\n\n')
	);

let marks = 0;
const mark = (key: string) => {
	marks += 1;
	return `${key.replace(/@.*/, '')}${marks}`;
};

/** The longest thing a cell or a short question can hold. */
function short(cell: Cell, key: string): string {
	switch (cell.kind) {
		case 'text':
			return worst(mark(key));
		case 'date':
			return '2027-02-28';
		case 'money':
			return '123456789.50';
		case 'number':
			return '1234567';
		case 'choice':
			return cell.options.at(-1)!.key;
		case 'person':
			return SEAT;
		case 'organisation':
			return 'aaloekke';
		case 'row':
		case 'agreement':
		case 'series':
		case 'file':
			return '';
	}
}

function rows(field: Field): Row[] {
	const row = (id: string): Row => ({
		id,
		cells: Object.fromEntries(
			columnsOf(field).map((column) => [column.key, short(column, column.key)])
		)
	});
	return [row('r1'), row('r2')];
}

function answer(field: Field): Value {
	switch (field.kind) {
		case 'text':
			return { kind: 'text', text: worst(mark(field.key)) };
		case 'prose':
			return { kind: 'prose', text: worstProse(field.key) };
		case 'choices':
			return { kind: 'choices', chosen: field.options.map(({ key }) => key) };
		case 'rows':
			return { kind: 'rows', rows: rows(field) };
		case 'groups':
			return {
				kind: 'groups',
				groups: Object.fromEntries(
					field.groups.map(({ key }) => [key, { rows: rows(field), none: '' }])
				)
			};
		case 'organisations':
			return { kind: 'organisations', organisations: PARTIES.map(({ id }) => id) };
		case 'people':
			return { kind: 'people', people: [SEAT] };
		case 'matrix':
			return { kind: 'matrix', organisations: {} };
		default:
			return { kind: field.kind, text: short(field, field.key) };
	}
}

/** An agreement of this kind in which every question of every section is answered. */
function filledIn(kind: AgreementKind): FrozenDocument {
	const template = newestTemplateOf(kind);
	const people = PARTIES.map(({ id, name }) => ({
		person: 'aase',
		organisation: id,
		name: 'Åse Østergård',
		organisationName: name,
		title: 'Centerchef'
	}));
	const draft = {
		title: 'Ærø & Åløkke: “Nattens varme” <§ 141>',
		language: 'da' as const,
		sections: template.sections.map(({ key }) => key),
		parties: PARTIES.map((party) => ({
			...party,
			cvr: '12345678',
			responsible: 'aase',
			responsibleName: 'Åse Østergård',
			responsibleTitle: 'Centerchef'
		})),
		executors: people,
		signatories: people,
		saved: []
	};
	const document = composeDocument(template, draft, { organisations: PARTIES, people });
	const fields = fieldsOf({ ...template, sections: document.sections });
	const answers: Answers = Object.fromEntries(
		fields.map((field) => [field.key, { value: answer(field), notApplicable: null }])
	);
	const names = namesIn({ ...template, sections: document.sections }, answers, PARTIES, people);
	return { ...document, answers, names };
}

const printed = new Map<AgreementKind, PrintedDocument>();
const pdfs = new Map<AgreementKind, Uint8Array>();
beforeAll(async () => {
	for (const kind of AGREEMENT_KINDS) {
		const document = filledIn(kind);
		const content = document as unknown as Json;
		const hash = await contentHash(content);
		const agreedBy = (
			{ signatures: 'signature', confirmations: 'confirmation', outside: 'outside' } as const
		)[wayOf(kind)];
		const version = {
			number: 12,
			fate: 'agreed' as const,
			content: JSON.parse(canonicalJson(content)) as Json,
			hash,
			summary: '',
			submittedAt: NOW,
			from: '2026-12-01',
			until: '2029-11-30'
		};
		const given = PARTIES.map(({ id, name }) => ({
			party: id,
			person: 'aase',
			name: 'Åse Østergård',
			organisationName: name,
			title: 'Centerchef',
			saidBy: null,
			at: NOW,
			method: agreedBy === 'confirmation' ? 'confirmation' : 'broker',
			assurance: agreedBy === 'confirmation' ? 'multi' : 'high',
			hash
		}));
		const whole = printAgreement(version, given, agreedBy);
		// what is said where nobody has signed stands in none of these
		printed.set(
			kind,
			whole.signatures ? { ...whole, signatures: { ...whole.signatures, none: '' } } : whole
		);
		pdfs.set(kind, await renderPdf(printed.get(kind)!));
	}
});
afterAll(() => Promise.all([stopRendering(), stopWritingDocx()]));

describe.each(AGREEMENT_KINDS)('the %s, with every question answered at its worst,', (kind) => {
	test('is set as PDF/UA-1, with a heading for each section and question', async () => {
		const pdf = pdfs.get(kind)!;
		expect(Buffer.from(pdf).toString('latin1')).toMatch(/pdfuaid:part>1</);
		const structure = await structureOf(pdf);
		const { sections } = printed.get(kind)!;
		const questions = sections.flatMap((section) => section.questions ?? []);
		const headings = structure.match(/^\s*H\d$/gm)?.length ?? 0;
		expect(headings).toBeGreaterThanOrEqual(sections.length + questions.length);
		expect(questions.length).toBeGreaterThan(5);
	});

	test.skipIf(!hasPoppler)(
		'has the same structure before and after it is sealed, and no word is lost',
		async () => {
			const pdf = pdfs.get(kind)!;
			const key = await makeKey('Samspil på solby.example', new Date('2026-01-01T00:00:00Z'));
			const sealed = await sealPdf(pdf, { key, timeStamps: undefined }, NOW);
			const structure = poppler('pdfinfo', pdf, ['-struct']);
			expect(structure).toMatch(/^Document/m);
			expect(poppler('pdfinfo', sealed.pdf, ['-struct'])).toBe(structure);
			const facts = poppler('pdfinfo', sealed.pdf);
			expect(facts).toMatch(/Tagged: +yes/);
			expect(poppler('pdfinfo', sealed.pdf, ['-meta'])).toMatch(/pdfuaid:part>1</);
			expect(poppler('pdfsig', sealed.pdf)).toContain('Signature is Valid');
			expect(wordsLostFrom(printed.get(kind)!, textOf(pdf))).toEqual([]);
		}
	);
});

test.skipIf(!hasOffice)(
	'LibreOffice opens each as DOCX, and prints it without losing a word of any question',
	{ timeout: 300_000 },
	async () => {
		const documents = [...printed.values()];
		const docx = await Promise.all(documents.map((each) => renderDocx(each)));
		const pages = printWithOffice(...docx).map(textOf);
		expect(documents.map((each, index) => wordsLostFrom(each, pages[index]!))).toEqual(
			documents.map(() => [])
		);
	}
);
