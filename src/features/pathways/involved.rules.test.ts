import { expect, test } from 'vitest';
import { sayInvolved } from './involved.rules.ts';

test.each([
	['asked', '', true],
	['told', '', true],
	['not-possible', ' ', false],
	['not-possible', 'Kan ikke træffes', true]
] as const)(
	'R-051 the citizen was %s, in the words %j: enough is said: %s',
	(citizenPart, citizenNote, ok) => expect(sayInvolved({ citizenPart, citizenNote }).ok).toBe(ok)
);
