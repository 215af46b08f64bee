import { expect, test } from 'vitest';
import { TaskForm } from './task.schema.ts';

const form = {
	task: '5f0c2a4e-0d5b-4c51-9a8e-0f5d1c6b7a90',
	taskTitle: 'Ring til boligselskabet',
	category: 'housing',
	dueOn: '',
	repeats: '',
	helper: []
};

test('R-123 a new task is nobody’s until somebody is named: the tovholder is not taken for granted', () => {
	for (const responsible of [undefined, '', 'tovholder']) {
		const read = TaskForm.safeParse({ ...form, responsible });
		expect(read.error?.issues.map(({ path }) => path[0])).toEqual(['responsible']);
	}
	const named = { ...form, responsible: 'citizen' };
	expect(TaskForm.safeParse(named).error?.issues ?? []).toEqual([]);
});

test('R-054 those who help are as many as are ticked', () => {
	const id = (n: number) => `5f0c2a4e-0d5b-4c51-9a8e-${String(n).padStart(12, '0')}`;
	const ticked = (count: number) => Array.from({ length: count }, (_, n) => `${id(n)} ${id(99)}`);
	const read = (helper: string[]) =>
		TaskForm.safeParse({ ...form, responsible: 'citizen', helper });
	expect(read(ticked(6)).data?.helper).toHaveLength(6);
	expect(read(ticked(6)).data?.helper[5]).toEqual({ person: id(5), organisation: id(99) });
	expect(read(ticked(21)).error?.issues.map(({ message }) => message)).toEqual([
		'Højst 20 kan hjælpe. Vælg færre.'
	]);
	expect(read(['nobody']).success).toBe(false);
});
