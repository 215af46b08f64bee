import { describe, expect, test } from 'vitest';
import { isFirstWorkdayOfWeek, rhythmOf, rhythmsFor, TOPICS, topicOf } from './choice.rules.ts';
import { kindOf, KINDS } from './kind.rules.ts';

describe('how one wants to be reminded', () => {
	test('at once, until something else is chosen', () => {
		for (const topic of TOPICS) expect(rhythmOf({}, topic)).toBe('at-once');
		expect(rhythmOf({ tasks: 'weekly' }, 'tasks')).toBe('weekly');
		expect(rhythmOf({ tasks: 'weekly' }, 'agreements')).toBe('at-once');
	});

	test('what one must do oneself is never silent, whatever stands in the row', () => {
		const duties = new Set<string>(KINDS.filter((kind) => kindOf(kind).isDuty).map(topicOf));
		for (const topic of TOPICS.filter((each) => each === 'late' || duties.has(each))) {
			expect(rhythmsFor(topic)).not.toContain('none');
			expect(rhythmOf({ [topic]: 'none' }, topic)).toBe('at-once');
		}
		for (const topic of TOPICS.filter((each) => each !== 'late' && !duties.has(each)))
			expect(rhythmsFor(topic)).toContain('none');
	});

	test('L-16 nobody can put off what law gives a day or a week', () => {
		for (const kind of ['notification-assessment', 'notification-receipt'] as const)
			expect(TOPICS).not.toContain(topicOf(kind));
	});
});

test('R-163 the last day for changes of an agenda is nothing to switch off or to collect', () => {
	expect(TOPICS).not.toContain(topicOf('meeting-agenda'));
});

test.each([
	['2026-05-04', true], // a Monday
	['2026-05-05', false],
	['2026-05-09', false],
	['2026-04-06', false], // Easter Monday
	['2026-04-07', true]
])('the mail of the week goes out on its first workday: %s %s', (day, is) => {
	expect(isFirstWorkdayOfWeek(day)).toBe(is);
});
