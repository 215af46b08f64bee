/**
 * What a row of the access matrix says: of one thing an address does, who gets what.
 *
 * A cell is one of
 * - `page`     the page is shown (200);
 * - `done`     the form was taken: 303 to where it leads, or an answer in place (200);
 * - `refused`  409 with the reason: one may know of the thing, and not do this to it;
 * - `none`     404, and byte for byte the answer for an id that does not exist;
 * - `away`     sent to sign in, to the second factor, to the declaration, to one's own front page.
 */
import type { MatrixWorld } from './arrange-world.ts';
import { WEAK, type Kind } from './kinds.ts';
import type { Planted } from './planted.ts';

export type Cell = 'page' | 'done' | 'refused' | 'none' | 'away';

/** A form that would be taken: what it sends, by the names of its inputs. */
export type Form = Record<string, string | string[]>;

export type Row = {
	route: string;
	/** 'see', an action's name, or a method. */
	does: string;
	cell: (kind: Kind) => Cell;
	/** Planted words that each of those who see the page must find, where they may read them at all. */
	shows: readonly Planted[];
	/** Who of those finds them, where not all do. */
	shownTo?: readonly Kind[];
	/** Planted words that the address opens by itself, to whoever has been given it. */
	opens?: readonly Planted[];
	/** What is sent; made anew for each cell. */
	form: (world: MatrixWorld, kind: Kind) => Form | Promise<Form>;
	/** Sends the form's fields as JSON, as a script does. */
	isJson: boolean;
	/** Other parts of the address than the world's usual ones. */
	at: (world: MatrixWorld) => Record<string, string>;
	/** What stands behind the question mark. */
	search: (world: MatrixWorld) => string;
	/** What a form that was taken is answered with, where it is neither 303 nor 200. */
	status?: number;
	/** What the same form is answered a second time, where that is not what it was the first; null where it is not asked. */
	again?: Cell | null;
	/** Leaves nothing behind that another cell would meet, so that all cells share one world. */
	keeps: boolean;
};

type Words = {
	/** Who is refused with a reason. */
	refuses?: readonly Kind[];
	/** Who is sent away besides those whom the level sends away. */
	away?: readonly Kind[];
} & Partial<
	Pick<
		Row,
		| 'shows'
		| 'shownTo'
		| 'opens'
		| 'form'
		| 'isJson'
		| 'at'
		| 'search'
		| 'status'
		| 'keeps'
		| 'again'
	>
>;

/** Says who may, of one level: those named get in, those the level sends away go there, everybody else gets nothing. */
function level(sentAway: readonly Kind[]) {
	const row = (route: string, does: string, lets: readonly Kind[], words: Words): Row => {
		const { refuses = [], away = [], ...rest } = words;
		const inside: Cell = does === 'see' ? 'page' : 'done';
		return {
			route,
			does,
			shows: [],
			form: () => ({}),
			isJson: false,
			at: () => ({}),
			search: () => '',
			keeps: does === 'see',
			...rest,
			cell: (kind) => {
				if (lets.includes(kind)) return inside;
				if (refuses.includes(kind)) return 'refused';
				return sentAway.includes(kind) || away.includes(kind) ? 'away' : 'none';
			}
		};
	};
	return {
		/** The page of `route` is shown to these. */
		sees: (route: string, lets: readonly Kind[], words: Words = {}) =>
			row(route, 'see', lets, words),
		/** What `route` takes under this name (an action, or a method) is taken from these. */
		does: (route: string, does: string, lets: readonly Kind[], words: Words = {}) =>
			row(route, does, lets, words)
	};
}

/** Pages that are there for everybody. */
export const open = level([]);

/** Pages for somebody who has signed in, where the account itself is kept. */
export const ownAccount = level(['nobody']);

/** Pages for somebody who has signed in with a hat: an administrator's asks for a second factor first. */
export const signedIn = level(['nobody', 'weakAdministrator']);

/** Pages about citizens: a second factor, and outside the authorities the declaration, come first. */
export const aboutCitizens = level(['nobody', ...WEAK, 'undeclared']);
