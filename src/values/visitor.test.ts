import { expect, test } from 'vitest';
import { isVolunteer, type Visitor } from './visitor.ts';

test('R-216 a volunteer, and whoever works for a voluntary organisation, has the contact on the screen', () => {
	const hat = (memberFunction: Visitor['function'], kind: string | null) =>
		isVolunteer({ hat: 'organisation', function: memberFunction, organisationKind: kind });
	expect(hat('volunteer', 'housing')).toBe(true);
	expect(hat('employee', 'voluntary')).toBe(true);
	expect(hat('employee', 'municipality')).toBe(false);
	expect(isVolunteer(null)).toBe(false);
});
