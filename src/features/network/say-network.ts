/** The network in the words of the reader. */
import { m } from '#messages';
import type { Closeness, Involvement, Side } from './network.rules.ts';

const SIDE = { private: m.network_left, professional: m.network_right } satisfies Record<
	Side,
	() => string
>;
const CLOSE = { 1: m.network_close_1, 2: m.network_close_2, 3: m.network_close_3 } satisfies Record<
	Closeness,
	() => string
>;
const INVOLVED = {
	yes: m.network_involve_yes,
	later: m.network_involve_later,
	no: m.network_involve_no,
	'not-asked': m.network_involve_not_asked
} satisfies Record<Involvement, () => string>;

/** "Privat" or "Professionel". */
export const saySide = (side: Side): string => SIDE[side]();

/** "Tæt på". */
export const sayCloseness = (closeness: Closeness): string => CLOSE[closeness]();

/** The citizen's answer: "Ja, men først senere". */
export const sayInvolvement = (involvement: Involvement): string => INVOLVED[involvement]();
