import { expect, test } from 'vitest';
import { KINDS, kindOf } from './kind.rules.ts';
import { sayRule } from './say-deadline.ts';

test('every deadline says in words which rule it comes from, and its number or where it stands in law', () => {
	for (const kind of KINDS) {
		const { rule, source } = kindOf(kind);
		const said = sayRule(kind);
		expect(said).toMatch(/^\p{Lu}.{20,}\(.+\)$/u);
		expect(said).toContain(rule.startsWith('L-') ? source : rule.replace('-', '\u2011'));
	}
});

test('R-163 the last day of an agenda says what the rule asks', () => {
	expect(sayRule('meeting-agenda')).toBe(
		'Dagsordenen ændres og sendes senest to dage før mødet (regel R\u2011163)'
	);
});
