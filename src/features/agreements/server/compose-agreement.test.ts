import { expect, test } from 'vitest';
import { composeDocument, type Draft } from '#features/documents/server/compose-document.ts';
import { newestTemplateOf } from '../agreement-template.rules.ts';

const draft: Draft = {
	title: 'Partnerskab om Nattens varme',
	language: 'da',
	sections: [],
	parties: [],
	executors: [],
	signatories: [],
	saved: []
};

test('what is frozen says what is asked, and not what there was to choose from: its hash stays when that changes', () => {
	const template = newestTemplateOf('partnership-agreement');
	expect(JSON.stringify(template)).toContain('"only":"municipality"');
	const frozen = composeDocument(template, draft, { organisations: [], people: [] });
	expect(JSON.stringify(frozen)).not.toContain('"only"');
	expect(JSON.stringify(frozen)).toContain('"key":"municipality"');
});
