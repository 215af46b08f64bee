import { expect, test } from 'vitest';
import { agreedTask, suggestedDue } from './agreed-task.rules.ts';

const TASK = {
	title: 'Ringe til udlejer',
	responsible: 'Lone Leder',
	organisation: 'Solby Kommune',
	dueOn: '2026-05-04',
	helpers: [],
	repeats: null,
	state: 'open'
};

test('R-054 minutes say who helps and that it comes again, and nothing of it where it is not so', () => {
	const { helpers: _, repeats: __, state: ___, ...plain } = TASK;
	expect(agreedTask(TASK)).toEqual(plain);
	expect(agreedTask({ ...TASK, helpers: ['Kim Vagt, Værestedet'], repeats: 'weekly' })).toEqual({
		...plain,
		helpers: ['Kim Vagt, Værestedet'],
		repeats: 'weekly'
	});
});

test('R-054 a task agreed at a meeting is suggested for the next one, else for a workday within four weeks', () => {
	expect(suggestedDue('2026-06-10', '2026-05-20')).toBe('2026-06-10');
	expect(suggestedDue(null, '2026-05-20')).toBe('2026-06-17');
	// Four weeks on is a Saturday.
	expect(suggestedDue(null, '2026-04-04')).toBe('2026-05-01');
	expect(suggestedDue('2026-05-20', '2026-05-20')).toBe('2026-06-17');
});
