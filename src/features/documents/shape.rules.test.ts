import { describe, expect, test } from 'vitest';
import { whatIsMissing } from './completeness.rules.ts';
import { complete, template } from './example-template.rules.ts';
import { partsOfKey, sectionsNotChosen, shapeTemplate } from './shape.rules.ts';
import { columnsOf, fieldsOf, findField, findSection } from './template.rules.ts';

const shape = { parties: ['north', 'south'], sections: ['ours'] };

describe('a template as one document asks it', () => {
	test('R-020 each party has its own block, the empty ones too', () => {
		const shaped = shapeTemplate(template, shape);
		expect(findSection(shaped, 'ours')!.fields.map(({ key }) => key)).toEqual([
			...['hopes@north', 'steps@north', 'reach@north', 'tasks@north'],
			...['hopes@south', 'steps@south', 'reach@south', 'tasks@south']
		]);
		expect(findField(shaped, 'hopes@south')!.party).toBe('south');
		expect(findField(shaped, 'about')!.party).toBe(undefined);
	});

	test('R-004 a single question of the parties is asked side by side, where it stands', () => {
		const [first] = template.sections;
		const asked = {
			...first!,
			fields: first!.fields.map((each) => ({ ...each, perParty: each.key === 'extra' }))
		};
		const shaped = shapeTemplate({ ...template, sections: [asked] }, shape);
		expect(fieldsOf(shaped).map(({ key }) => key)).toEqual([
			...['about', 'extra@north', 'extra@south', 'themes', 'partners', 'leads']
		]);
	});

	test('R-001 a section that is not picked is not asked, and is told as not chosen', () => {
		const none = { parties: ['north'], sections: [] };
		expect(findSection(shapeTemplate(template, none), 'ours')).toBe(undefined);
		expect(findSection(shapeTemplate(template, none), 'who')).toBeDefined();
		expect(sectionsNotChosen(template, none).map(({ key }) => key)).toEqual(['ours']);
		expect(sectionsNotChosen(template, shape)).toEqual([]);
		expect(whatIsMissing(shapeTemplate(template, none), complete)).toEqual([]);
	});

	test('a question points to the party’s own list where that is kept by party, else to the common one', () => {
		const shaped = shapeTemplate(template, shape);
		expect(findField(shaped, 'reach@north')).toMatchObject({ rowsOf: 'steps@north' });
		expect(columnsOf(findField(shaped, 'tasks@south')!)).toMatchObject([
			{ key: 'task' },
			{ key: 'step', of: 'steps@south' },
			{ key: 'plan', of: 'plans' }
		]);
		expect(findField(shaped, 'access')).toMatchObject({ rowsOf: 'plans' });
	});

	test('a key tells the question and the party', () => {
		expect(partsOfKey('hopes@north')).toEqual({ field: 'hopes', party: 'north' });
		expect(partsOfKey('about')).toEqual({ field: 'about', party: null });
	});
});
