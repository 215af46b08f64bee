import { expect, test } from 'vitest';
import { shareRounds } from './share-rounds.ts';

/** Rounds that end when they are told to. */
function heldRounds() {
	const begun: PromiseWithResolvers<void>[] = [];
	const work = () => {
		const round = Promise.withResolvers<void>();
		begun.push(round);
		return round.promise;
	};
	return { begun, work };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('those who come while one round runs share the next, which begins after they asked', async () => {
	const share = shareRounds();
	const { begun, work } = heldRounds();
	const first = share('Solby', work);
	const others = Array.from({ length: 49 }, () => share('Solby', work));
	expect(begun).toHaveLength(1);
	begun[0]!.resolve();
	await first;
	await turn();
	expect(begun).toHaveLength(2);
	// Comes while the second runs: the second may have read already.
	const late = share('Solby', work);
	begun[1]!.resolve();
	await Promise.all(others);
	await turn();
	expect(begun).toHaveLength(3);
	begun[2]!.resolve();
	await late;
	await turn();
	void share('Solby', work);
	expect(begun).toHaveLength(4);
});

test('a round that fails fails those who share it, and not those after it', async () => {
	const share = shareRounds();
	const { begun, work } = heldRounds();
	const first = share('Solby', work);
	const second = share('Solby', work);
	begun[0]!.reject(new Error('away'));
	await expect(first).rejects.toThrow('away');
	await turn();
	begun[1]!.resolve();
	await second;
});

test('one municipality does not wait for another', () => {
	const share = shareRounds();
	const { begun, work } = heldRounds();
	void share('Solby', work);
	void share('Nordby', work);
	expect(begun).toHaveLength(2);
});
