import { expect, test } from 'vitest';
import { agreedTask } from './agreed-task.rules.ts';

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
