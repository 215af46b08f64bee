import { expect, test } from 'vitest';
import { activityAgreementTemplate } from '#features/agreements/activity-agreement-template.rules.ts';
import { cooperationAgreementTemplate } from '#features/agreements/cooperation-agreement-template.rules.ts';
import { cooperationContractTemplate } from '#features/agreements/cooperation-contract-template.rules.ts';
import { partnershipAgreementTemplate } from '#features/agreements/partnership-agreement-template.rules.ts';
import { frameworkTemplate } from '#features/framework/framework-template.rules.ts';
import { saySection } from './say-template.ts';

const TEMPLATES = [
	frameworkTemplate,
	activityAgreementTemplate,
	cooperationAgreementTemplate,
	cooperationContractTemplate,
	partnershipAgreementTemplate
];

test.each(['da', 'en'] as const)('no template shows a key in place of a text (%s)', (language) => {
	const shown = TEMPLATES.flatMap(({ sections }) => sections)
		.map((section) => saySection(section, language))
		.flatMap(wordsOf);
	expect(shown.length).toBeGreaterThan(200);
	expect(shown.filter((words) => /^[a-z0-9]+(_[a-z0-9]+)+$/.test(words))).toEqual([]);
});

/** What is read in a section, at any depth: labels, guidance and units. */
function wordsOf(part: unknown): string[] {
	if (Array.isArray(part)) return part.flatMap(wordsOf);
	if (part === null || typeof part !== 'object') return [];
	return Object.entries(part).flatMap(([name, value]) =>
		['label', 'guidance', 'unit'].includes(name) && typeof value === 'string'
			? [value]
			: wordsOf(value)
	);
}
