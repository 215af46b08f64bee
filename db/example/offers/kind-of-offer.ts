/** One kind of help as the invented municipality has it in several of its quarters, under several names. */
import type { Theme } from '#features/directory/theme.rules.ts';

export type KindOfOffer = {
	/** What it is called among ourselves, in the search's own test. */
	kind: string;
	by: 'municipality' | 'voluntary' | 'private' | 'housing';
	themes: Theme[];
	/** {place} is the quarter. */
	names: string[];
	targets: string[];
	contents: string[];
	/** What is asked before one may come; left out where the door is open. */
	admission?: string;
	next: string;
	hours: string;
	price?: string;
	languages?: string[];
	isPreventive?: boolean;
	places?: number;
};
