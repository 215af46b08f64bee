/** What is found in a contract before it is sent, and how the list of it is. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shapeTemplate } from '#features/documents/shape.rules.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import { checkAgreement, stops } from './agreement-check.rules.ts';
import { newestTemplateOf } from './agreement-template.rules.ts';
import { choice, date, document, found, parties, person, row, rows, text } from './test-checked.ts';

describe('a contract before it is sent', () => {
	test('R-001 any one section is enough, and none is not', () => {
		const activity = { activity: text('Fælles aftener') };
		expect(found('cooperation-contract', ['activity'], activity)).toEqual([]);
		expect(found('cooperation-contract', [], {})).toEqual(['stops no-section-picked']);
	});

	test('R-002 there are two parties at least', () => {
		const activity = { activity: text('Fælles aftener') };
		const alone = { parties: ['solby'] };
		expect(found('cooperation-contract', ['activity'], activity, alone)).toEqual([
			'stops too-few-parties'
		]);
	});

	test('R-020 a party that has not written its own block is flagged, and one that has nothing says so', () => {
		const roles = { 'roles@solby': rows(row('1', { who: 'Centeret', what: 'Låser op' })) };
		expect(found('cooperation-contract', ['roles'], roles)).toEqual([
			'warns empty-party-block roles@natly'
		]);
		const none = { value: { kind: 'rows' as const, rows: [] }, notApplicable: 'Vi ser til' };
		expect(found('cooperation-contract', ['roles'], { ...roles, 'roles@natly': none })).toEqual([]);
	});

	test('R-020 a row of a role lacks nothing that it must have', () => {
		const roles = {
			'roles@solby': rows(row('1', { who: 'Centeret' })),
			'roles@natly': rows(row('2', { who: 'Vi', what: 'Kaffe' }))
		};
		expect(found('cooperation-contract', ['roles'], roles)).toEqual([
			'stops cell-missing roles@solby what'
		]);
	});

	test('R-007 a supported plan names title and date of what prevails', () => {
		const plan = { 'supported@solby': choice('no'), 'supported@natly': choice('yes') };
		const titled = { ...plan, 'sub-agreement-title': text('Delaftale') };
		const dated = { ...titled, 'sub-agreement-on': date('2025-01-01') };
		const of = (answers: Answers) => found('cooperation-contract', ['supported-plan'], answers);
		expect(of(plan)).toEqual(['stops sub-agreement-missing sub-agreement-title']);
		expect(of(titled)).toEqual(['stops sub-agreement-missing sub-agreement-on']);
		expect(of(dated)).toEqual([]);
		expect(of({ ...plan, 'supported@natly': choice('no') })).toEqual([]);
		expect(of({ 'supported@natly': choice('no') })).toEqual(['stops unanswered supported@solby']);
	});

	test('R-024 who agrees on coordinator meetings names one coordinator, from a party', () => {
		const series = (kind: string) => ({
			'meeting-series': rows(
				row('1', { kind, purpose: 'Status', frequency: 'monthly', participants: 'Alle' })
			)
		});
		const meetings = series('coordinator');
		expect(found('cooperation-contract', ['meetings'], meetings)).toEqual([
			'stops coordinator-missing meeting-series'
		]);
		expect(found('cooperation-contract', ['meetings'], series('steering'))).toEqual([]);
		const both = ['meetings', 'coordinator'];
		expect(found('cooperation-contract', both, meetings)).toEqual(['stops unanswered coordinator']);
		const excused = { value: { kind: 'person' as const, text: '' }, notApplicable: 'Ingen' };
		expect(found('cooperation-contract', both, { ...meetings, coordinator: excused })).toEqual([
			'stops coordinator-missing coordinator'
		]);
		const named = (seat: string) =>
			found('cooperation-contract', both, { ...meetings, coordinator: person(seat) });
		expect(named('eva.natly')).toEqual([]);
		expect(named('lis.skolen')).toEqual(['stops not-of-the-party coordinator']);
	});

	test('R-018 R-022 R-005 who answers for something comes from a party, and for a party’s task from that party', () => {
		const cells = { what: 'Fremmøde', how: 'Liste', when: 'Hver gang' };
		const outside = { documentation: rows(row('1', { ...cells, responsible: 'lis.skolen' })) };
		expect(found('cooperation-contract', ['evaluation'], outside)).toEqual([
			'stops not-of-the-party documentation 1'
		]);
		const task = { task: 'Søg om lokaler', due: '2027-01-01' };
		const anchoring = (responsible: string) => ({
			anchoring: text('Centeret tager over.'),
			'anchoring-tasks@natly': rows(row('2', { ...task, responsible }))
		});
		expect(found('cooperation-contract', ['anchoring'], anchoring('eva.natly'))).toEqual([]);
		expect(found('cooperation-contract', ['anchoring'], anchoring('karen.solby'))).toEqual([
			'stops not-of-the-party anchoring-tasks@natly 2'
		]);
		const owner = { activity: text('Aftener'), 'review-owner': person('lis.skolen') };
		expect(found('cooperation-contract', ['activity'], owner)).toEqual([
			'stops not-of-the-party review-owner'
		]);
	});

	test('R-241 what is still to be written is listed, with where it stands', () => {
		const answers = {
			activity: text('[indsæt aktivitet]'),
			'roles@solby': rows(row('1', { who: 'xxx', what: 'Låser op' })),
			'roles@natly': rows(row('2', { who: 'Vi', what: 'Kaffe' }))
		};
		expect(found('cooperation-contract', ['activity', 'roles'], answers)).toEqual([
			'stops placeholder activity [indsæt aktivitet]',
			'stops placeholder roles@solby 1 xxx'
		]);
	});
});

describe('the list', () => {
	test('is in the order of the document, with the section of each', () => {
		const told = checkAgreement(document('partnership-agreement', ['rights'], {}));
		const template = shapeTemplate(newestTemplateOf('partnership-agreement'), {
			parties,
			sections: ['rights']
		});
		const order = template.sections.flatMap((section) =>
			section.fields.map(({ key }) => `${section.key} ${key}`)
		);
		const places = told.map(({ section, field }) => order.indexOf(`${section} ${field}`));
		expect(told.length).toBeGreaterThan(20);
		expect(places).not.toContain(-1);
		expect([...places].sort((a, b) => a - b)).toEqual(places);
	});

	test('stops only for what must be mended', () => {
		const roles = { 'roles@solby': rows(row('1', { who: 'Centeret', what: 'Låser op' })) };
		const warned = checkAgreement(document('cooperation-contract', ['roles'], roles));
		expect(warned).toHaveLength(1);
		expect(stops(warned)).toBe(false);
		expect(stops(checkAgreement(document('cooperation-contract', [], {})))).toBe(true);
	});

	test.each(['da', 'en'])('says each of its own findings in %s', (to) => {
		const texts = JSON.parse(readFileSync(`messages/${to}.json`, 'utf8'));
		const rules = readFileSync('src/features/agreements/agreement-check.rules.ts', 'utf8');
		const lacks = [...rules.matchAll(/(?:stop|warn)\(\s*'([a-z-]+)'/g)].map(([, lack]) => lack!);
		expect(lacks.length).toBeGreaterThan(15);
		const keys = lacks.map((lack) => `agreement_check_${lack.replaceAll('-', '_')}`);
		expect(keys.filter((key) => !texts[key])).toEqual([]);
	});
});
