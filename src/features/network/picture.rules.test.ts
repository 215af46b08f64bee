import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLOSENESS, MOST_RELATIONS, SIDES } from './network.rules.ts';
import { drawNetwork, MARK } from './picture.rules.ts';

const somebody = fc.record({
	id: fc.uuid(),
	side: fc.constantFrom(...SIDES),
	closeness: fc.constantFrom(...CLOSENESS)
});
const network = fc.uniqueArray(somebody, { selector: ({ id }) => id, maxLength: MOST_RELATIONS });

test('nobody stands on anybody, nor outside the picture, nor on the citizen', () => {
	fc.assert(
		fc.property(network, (relations) => {
			const { half, spots } = drawNetwork(relations);
			for (const [index, one] of spots.entries()) {
				expect(Math.hypot(one.x, one.y) + MARK).toBeLessThanOrEqual(half);
				expect(Math.hypot(one.x, one.y)).toBeGreaterThan(3 * MARK);
				for (const other of spots.slice(index + 1))
					expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * MARK);
			}
		}),
		{ numRuns: 300 }
	);
});

test('private people stand to the left and professionals to the right, the closest innermost', () => {
	fc.assert(
		fc.property(network, (relations) => {
			const { rings, spots } = drawNetwork(relations);
			expect(rings).toEqual(rings.toSorted((a, b) => a - b));
			for (const { side, closeness, x, y } of spots) {
				expect(side === 'private' ? x < 0 : x > 0).toBe(true);
				expect(Math.hypot(x, y)).toBeCloseTo(rings[closeness - 1]!, 0);
			}
		})
	);
});

test('everybody is drawn once, numbered in their order', () => {
	fc.assert(
		fc.property(network, (relations) => {
			const { spots } = drawNetwork(relations);
			expect(spots.map(({ id }) => id)).toEqual(relations.map(({ id }) => id));
			expect(spots.map(({ number }) => number)).toEqual(relations.map((_, index) => index + 1));
		})
	);
});
