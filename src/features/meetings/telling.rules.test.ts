import { expect, test } from 'vitest';
import { tellBy, withoutMail } from './telling.rules.ts';

test('L-30: a guest and a citizen without an account get no mail', () => {
	const list = [
		{ kind: 'citizen', person: null },
		{ kind: 'citizen', person: 'c' },
		{ kind: 'person', person: 'p' },
		{ kind: 'guest', person: null }
	];
	expect(withoutMail(list).map(({ kind }) => kind)).toEqual(['citizen', 'guest']);
});

test.each([
	['invitation', '2026-12-08', '2026-12-08'],
	['change', '2026-12-08', '2026-12-08'],
	['invitation', '2026-11-20', '2026-11-28'],
	['cancellation', '2026-12-08', '2026-11-28'],
	['minutes', '2026-11-20', '2026-12-05']
] as const)('L-30: told of %s, the agenda being open until %s, by %s', (kind, agenda, by) => {
	expect(tellBy(kind, agenda, '2026-11-28')).toBe(by);
});
