/**
 * The second editions of the agreements: long texts have form, what somebody is bound to points to the purpose it serves
 * a party lists what it brings of its own, and the theory of change is told element by element.
 */
import {
	columnsOf,
	type Field,
	type Section,
	type Template
} from '#features/documents/template.rules.ts';
import { activityAgreementTemplate } from './activity-agreement-template.rules.ts';
import {
	asked,
	choices,
	line,
	lines,
	maybe,
	offered,
	ofEach,
	oneOf,
	organisation,
	picked,
	rowOf
} from './agreement-fields.rules.ts';
import { cooperationAgreementTemplate } from './cooperation-agreement-template.rules.ts';
import { cooperationContractTemplate } from './cooperation-contract-template.rules.ts';
import { partnershipAgreementTemplate } from './partnership-agreement-template.rules.ts';
import { PERSPECTIVES, STEPS } from './theory.rules.ts';
import { withForm } from './with-form.rules.ts';

/** Who took part in the theory of change, and what it says. */
const theory = picked('theory', [
	{
		...asked('theory-part', 'R-192–R-193'),
		kind: 'rows',
		columns: [
			line('who'),
			organisation('party', 'party'),
			oneOf('perspective', choices('perspective', PERSPECTIVES))
		]
	},
	{
		...asked('theory-elements', 'R-194'),
		kind: 'rows',
		columns: [
			lines('element'),
			oneOf('step', choices('step', STEPS)),
			maybe(rowOf('towards', 'activity-goals'))
		]
	}
]);

/** What each party brings of its own, and therefore owns. */
const materials: Field = ofEach({
	...offered('materials', 'R-288'),
	kind: 'rows',
	columns: [line('material')]
});

const after = <Each extends { key: string }>(
	all: readonly Each[],
	key: string,
	more: Each
): Each[] => all.flatMap((each) => (each.key === key ? [each, more] : [each]));

/** With what each party brings, where the agreement says whose materials are. */
const withMaterials = (section: Section): Section => ({
	...section,
	fields: after(section.fields, 'own-materials', materials)
});

/** With the purpose that an obligation serves. */
const withPurpose = (field: Field): Field =>
	field.kind === 'rows' && ['obligations', 'joint-obligations'].includes(field.key)
		? { ...field, columns: [...columnsOf(field), maybe(rowOf('serves', 'purposes'))] }
		: field;

const change = (template: Template, changed: (section: Section) => Section): Template => ({
	...template,
	sections: template.sections.map(changed)
});

const cooperation = change(cooperationAgreementTemplate, withMaterials);
const partnership = change(partnershipAgreementTemplate, (section) => ({
	...withMaterials(section),
	fields: withMaterials(section).fields.map(withPurpose)
}));

/** Edition 2 of each. */
export const secondEditions: readonly Template[] = [
	cooperationContractTemplate,
	{ ...cooperation, sections: after(cooperation.sections, 'goals', theory) },
	partnership,
	activityAgreementTemplate
].map(withForm);
