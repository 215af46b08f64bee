import { expect, test } from 'vitest';
import { WAYS, weighNotified } from './notify.rules.ts';

const NOW = new Date('2026-06-12T10:00:00Z'); // noon in Denmark

test.each([
	['2026-06-12', '11:59', true],
	['2026-06-12', '12:01', false],
	['2026-06-12', '', true],
	['2026-06-11', '23:00', true],
	['2026-06-13', '', false]
])('L-15 a notification on %s at “%s” has happened: %s', (madeOn, time, has) => {
	for (const way of WAYS) expect(weighNotified({ madeOn, time, way }, NOW).ok).toBe(has);
});
