/** Where the people around a citizen stand in the picture: three rings, private people to the left, professionals to the right. */
import type { Closeness, Side } from './network.rules.ts';

/** Somebody to draw. */
export type Drawn = { id: string; side: Side; closeness: Closeness };

/** Where somebody stands, in the units of the picture; the citizen stands in the middle. */
export type Spot<Each extends Drawn> = Each & { number: number; x: number; y: number };

/** The picture: half its width, the radii of its rings from the closest, and everybody's spot. */
export type Picture<Each extends Drawn> = { half: number; rings: number[]; spots: Spot<Each>[] };

/** The radius of the mark that stands for somebody, and the room each has on a ring. */
export const MARK = 13;
const ROOM = 2 * MARK + 4;
/** The part of a half circle that is used: at the very top and bottom the two sides would meet. */
const SPAN = (Math.PI * 150) / 180;
const CLOSEST = 62;
const BETWEEN = 42;

/**
 * Spreads everybody evenly on their ring and side, numbered as they come. The rings grow until nobody stands on anybody.
 */
export function drawNetwork<Each extends Drawn>(relations: readonly Each[]): Picture<Each> {
	const groups = new Map<string, Each[]>();
	for (const each of relations) {
		const key = `${each.side} ${each.closeness}`;
		groups.set(key, [...(groups.get(key) ?? []), each]);
	}
	const rings: number[] = [];
	for (const closeness of [1, 2, 3]) {
		const most = Math.max(
			0,
			...['private', 'professional'].map((side) => groups.get(`${side} ${closeness}`)?.length ?? 0)
		);
		// Neighbours are as far apart as the chord between them, which must have room for a mark.
		const needed = most > 1 ? ROOM / (2 * Math.sin(SPAN / most / 2)) : 0;
		rings.push(Math.max(needed, (rings.at(-1) ?? CLOSEST - BETWEEN) + BETWEEN));
	}
	const spots = relations.map((each, index) => {
		const group = groups.get(`${each.side} ${each.closeness}`)!;
		const part = (group.indexOf(each) + 0.5) / group.length;
		const fromTop = (Math.PI - SPAN) / 2 + part * SPAN;
		const radius = rings[each.closeness - 1]!;
		const away = radius * Math.sin(fromTop);
		return {
			...each,
			number: index + 1,
			x: round(each.side === 'private' ? -away : away),
			y: round(-radius * Math.cos(fromTop))
		};
	});
	return { half: round(rings[2]! + MARK + 4), rings: rings.map(round), spots };
}

const round = (value: number) => Math.round(value * 10) / 10;
