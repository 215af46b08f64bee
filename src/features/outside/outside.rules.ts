import type { Category } from '#features/pathways/category.rules.ts';

/** People who help a citizen and have no account: who they are, where from, and how to reach them. */
export type OutsideContact = {
	name: string;
	organisation: string;
	helpsWith: string;
	reach: string;
	/** By what opens this partners read of them; '' where it stays between the citizen and the tovholder. */
	category: Category | '';
};

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
