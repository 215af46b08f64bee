import { expect, onTestFinished, test } from 'vitest';
import type { Told } from './test-program.ts';
import { openThread, startProgram, type Limits } from './thread.ts';

const open = (limits: Partial<Limits> = {}) => {
	let started = 0;
	const thread = openThread<Told, string>(
		() => {
			started += 1;
			return startProgram('src/server/threads/test-program.ts');
		},
		{ longestWork: 20_000, mostWaiting: 10, mostGrowth: 4_000_000_000, ...limits }
	);
	onTestFinished(thread.stop);
	return { ...thread, starts: () => started };
};

test('questions are answered in turn by one thread', async () => {
	const { ask, starts } = open();
	const texts = ['en', 'to', 'tre'];
	expect(await Promise.all(texts.map((text) => ask({ do: 'say', text })))).toEqual(texts);
	expect(starts()).toBe(1);
});

test('a question that fails says why, and the thread goes on', async () => {
	const { ask, starts } = open();
	await expect(ask({ do: 'fail', text: 'det går ikke' })).rejects.toThrow('det går ikke');
	expect(await ask({ do: 'say', text: 'ja' })).toBe('ja');
	expect(starts()).toBe(1);
});

test('a question that hangs is given up alone; those that wait go to a new thread', async () => {
	const { ask, starts } = open({ longestWork: 2_000 });
	const [hung, next] = await Promise.allSettled([
		ask({ do: 'hang' }),
		ask({ do: 'say', text: 'næste' })
	]);
	expect(hung).toMatchObject({ status: 'rejected', reason: { reason: 'took-too-long' } });
	expect(next).toEqual({ status: 'fulfilled', value: 'næste' });
	expect(starts()).toBe(2);
});

test('a question that eats the memory is given up before the process dies of it', async () => {
	const { ask } = open({ mostGrowth: 300_000_000 });
	await expect(ask({ do: 'grow' })).rejects.toMatchObject({ reason: 'took-too-much-memory' });
	expect(await ask({ do: 'say', text: 'stadig her' })).toBe('stadig her');
});

test('a thread that crashes takes one question with it', async () => {
	const { ask, starts } = open();
	const [crashed, next] = await Promise.allSettled([
		ask({ do: 'crash' }),
		ask({ do: 'say', text: 'næste' })
	]);
	expect(crashed.status).toBe('rejected');
	expect(next).toEqual({ status: 'fulfilled', value: 'næste' });
	expect(starts()).toBe(2);
});

test('when too many wait, the next is turned away at once', async () => {
	const { ask } = open({ mostWaiting: 1 });
	const first = ask({ do: 'say', text: 'først' });
	const second = ask({ do: 'say', text: 'så' });
	await expect(ask({ do: 'say', text: 'en for meget' })).rejects.toMatchObject({
		reason: 'too-many-waiting'
	});
	expect(await Promise.all([first, second])).toEqual(['først', 'så']);
});

test('a stopped thread turns down what waits, and starts again when asked', async () => {
	const { ask, stop, starts } = open();
	const both = Promise.allSettled([ask({ do: 'hang' }), ask({ do: 'say', text: 'nej' })]);
	await stop();
	expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await ask({ do: 'say', text: 'igen' })).toBe('igen');
	expect(starts()).toBe(2);
});
