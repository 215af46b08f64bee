/** The second edition of a template: long answers may have headings, lists, bold, italics and links. Nothing else is asked otherwise. */
import type { Field, Template } from '#features/documents/template.rules.ts';

/** Texts in which several things are usually said, one under the other. */
const LONG = new Set([
	'action-plan',
	'activity-purpose',
	'ambition',
	'anchoring',
	'assessment',
	'background',
	'breach',
	'budgets',
	'changes-told',
	'collaboration-purpose',
	'communication-plan',
	'communication-rules',
	'concern-procedure',
	'contact-with-audience',
	'content',
	'evaluation',
	'expects',
	'extra-services',
	'financing',
	'incentives-told',
	'involvement',
	'joint-mapping',
	'keys-rooms',
	'legal-basis',
	'materials-money',
	'own-materials',
	'programme',
	'referral',
	'removal',
	'revisit',
	'setup',
	'target-group',
	'theory-of-change',
	'told-to-audience',
	'well-being',
	'wrong-fit'
]);

/** The template with form in its long texts, as the edition after it. */
export const withForm = (template: Template): Template => ({
	...template,
	edition: template.edition + 1,
	sections: template.sections.map((section) => ({
		...section,
		fields: section.fields.map(withFormIn)
	}))
});

const withFormIn = (field: Field): Field =>
	field.kind === 'text' && LONG.has(field.key) ? { ...field, kind: 'prose' } : field;
