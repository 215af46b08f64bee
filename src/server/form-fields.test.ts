import { expect, test } from 'vitest';
import type { z } from 'zod';
import { line, requiredLine, requiredText, text } from './form-fields.ts';

const missing = () => 'mangler';
const FIELDS: [string, z.ZodType][] = [
	['a line', line(100)],
	['a line that must be there', requiredLine(100, missing)],
	['a text', text(100)],
	['a text that must be there', requiredText(100, missing)]
];

test.each(FIELDS)('L-7 R-045 %s takes a phone number and no personal number', (_, field) => {
	expect(field.safeParse('Ring på 70 10 12 90').success).toBe(true);
	const { error } = field.safeParse('cpr 010180-1234');
	expect(error?.issues).toMatchObject([{ message: expect.stringContaining('cpr-nummer') }]);
});
