import type { Category } from '#features/pathways/category.rules.ts';
import type { Channel } from '#features/pathways/entry.rules.ts';
import type { Day } from '#values/day.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** People who help a citizen and have no account: who they are, where from, and how to reach them. */
export type OutsideContact = {
	name: string;
	organisation: string;
	helpsWith: string;
	reach: string;
	/** By what opens this partners read of them; '' where it stays between the citizen and the tovholder. */
	category: Category | '';
};

/** What somebody without an account is told by the tovholder: who holds the threads, that the pathway is to close. */
export const TOLD_OF = ['tovholder', 'closing'] as const;
export type ToldOf = (typeof TOLD_OF)[number];

/** That somebody was told, on a day, by what. */
export type Telling = { about: ToldOf; toldOn: Day; channel: Channel };

/** Decides whether it can be written down that somebody was told: not before it happened. */
export const noteTold = (telling: Telling, today: Day): Outcome<Telling, 'told-ahead'> =>
	telling.toldOn > today ? refused('told-ahead') : done(telling);

/** More on one pathway nobody keeps right. */
export const MOST_OUTSIDE = 30;

/** What a form shows of one, by the names of its inputs. */
export const asTyped = ({ name, organisation, helpsWith, reach, category }: OutsideContact) => ({
	name,
	organisation,
	helpsWith,
	reach,
	category
});

/** Whether both say the same. */
export const isSame = (one: OutsideContact, other: OutsideContact): boolean =>
	JSON.stringify(asTyped(one)) === JSON.stringify(asTyped(other));
