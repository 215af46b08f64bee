/** Drafts of agreements in short, for the tests of what is found in them before they are sent. */
import { shapeTemplate } from '#features/documents/shape.rules.ts';
import type { Answer, Answers, Row, Value } from '#features/documents/template.rules.ts';
import { checkAgreement, type Checked, type Finding } from './agreement-check.rules.ts';
import { newestTemplateOf } from './agreement-template.rules.ts';
import type { AgreementKind } from './kind.rules.ts';

/** Solby and the night shelter. */
export const parties = ['solby', 'natly'];
/** The day on which drafts are looked through. */
export const today = '2026-11-22';
/** An answer with a value. */
export const given = (value: Value): Answer => ({ value, notApplicable: null });
/** An answer in words. */
export const text = (words: string) => given({ kind: 'text', text: words });
/** An answer that is a day. */
export const date = (day: string) => given({ kind: 'date', text: day });
/** An answer that is a number. */
export const number = (digits: string) => given({ kind: 'number', text: digits });
/** An answer that is a choice. */
export const choice = (key: string) => given({ kind: 'choice', text: key });
/** An answer that is somebody. */
export const person = (seat: string) => given({ kind: 'person', text: seat });
/** An answer of rows. */
export const rows = (...all: Row[]) => given({ kind: 'rows', rows: all });
/** A row of a list. */
export const row = (id: string, cells: Row['cells']): Row => ({ id, cells });

/** A draft of a kind of agreement with these sections and answers, gone through again in half a year. */
export const document = (
	kind: AgreementKind,
	sections: string[],
	answers: Answers,
	changed: Partial<Checked> = {}
): Checked => ({
	template: shapeTemplate(newestTemplateOf(kind), { parties, sections }),
	parties,
	answers: {
		'review-on': date('2027-05-22'),
		'review-owner': person('karen.solby'),
		...answers
	},
	today,
	...changed
});
/** A finding in a line. */
export const say = ({ weight, lack, field, where, text: words }: Finding) =>
	[weight, lack, field, where, words].filter(Boolean).join(' ');
/** Everything that is found in a draft, a line each. */
export const found = (...told: Parameters<typeof document>) =>
	checkAgreement(document(...told)).map(say);
/** Findings about these questions only: the others of the template stand open in a short test. */
export const about = (keys: string[], ...told: Parameters<typeof document>) =>
	checkAgreement(document(...told))
		.filter(({ field }) => field !== null && keys.includes(field))
		.map(say);
