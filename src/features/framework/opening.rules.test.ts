import { expect, test } from 'vitest';
import { frameworkTemplate } from './framework-template.rules.ts';
import { mayBeOpen, mayOpenUp, openParts, openSection } from './opening.rules.ts';

const all = frameworkTemplate.sections.map(({ key }) => key);

test('only what was chosen is opened, in the order of the framework, and nothing that does not exist', () => {
	expect(openParts([])).toEqual({ sections: [], fields: [] });
	expect(openParts(['offers', 'audience', 'nothing']).sections).toEqual(['audience', 'offers']);
	expect(openParts(all).sections).toEqual(all);
});

test('R-083, R-084 whoever can be tovholder and the people of the home municipality are shown to nobody outside', () => {
	const { fields } = openParts(all);
	expect(fields).not.toContain('tovholder-pool');
	expect(fields).not.toContain('home-municipality-partners');
	expect(fields).toContain('home-municipality');
	const shown = frameworkTemplate.sections.flatMap((section) => openSection(section).fields);
	expect(shown.map(({ key }) => key)).toEqual(fields);
	expect(shown.some(({ kind }) => kind === 'people' || kind === 'person')).toBe(false);
	const columns = shown.flatMap((field) => ('columns' in field ? field.columns : []));
	expect(columns.length).toBeGreaterThan(10);
	expect(columns.some(({ key }) => key === 'contact')).toBe(false);
	expect(mayBeOpen({ key: 'anything', kind: 'text' })).toBe(true);
});

test('the writers and the administrator choose; nobody else does', () => {
	const writers = { host: 'solby', leader: 'lone', deputy: 'dan' };
	const at = (person: string, organisation = 'solby') => ({ person, organisation });
	expect(mayOpenUp(at('lone'), writers, 'organisation')).toBe(true);
	expect(mayOpenUp(at('dan'), writers, 'organisation')).toBe(true);
	expect(mayOpenUp(at('ada', ''), writers, 'administrator')).toBe(true);
	expect(mayOpenUp(at('mads'), writers, 'organisation')).toBe(false);
	expect(mayOpenUp(at('lone', 'kilden'), writers, 'organisation')).toBe(false);
});
