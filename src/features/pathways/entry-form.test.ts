import { expect, test } from 'vitest';
import { EntryForm } from './pathway.schema.ts';

const typed = {
	id: '01890000-0000-7000-8000-000000000000',
	kind: 'note',
	category: 'housing',
	title: '',
	body: 'Ring på 70 10 12 90',
	startsOn: '',
	endsOn: ''
};
const problemsOf = (change: Partial<typeof typed>) =>
	EntryForm.safeParse({ ...typed, ...change }).error?.issues.map(({ path, message }) => [
		path[0],
		message
	]);

test('L-7 a note takes a phone number, and no personal number, which is told beside its field', () => {
	expect(problemsOf({})).toBeUndefined();
	expect(problemsOf({ body: 'cpr 010180-1234' })).toEqual([
		['body', expect.stringContaining('cpr-nummer')]
	]);
	expect(problemsOf({ title: '0101801234' })).toMatchObject([['title', expect.any(String)]]);
});
