/** People who help a citizen and have no account: who they are, where from, and how to reach them. */
export type OutsideContact = {
	name: string;
	organisation: string;
	helpsWith: string;
	reach: string;
};

/** More on one pathway nobody keeps right. */
export const MOST_OUTSIDE = 30;

/** What a form shows of one, by the names of its inputs. */
export const asTyped = ({ name, organisation, helpsWith, reach }: OutsideContact) => ({
	name,
	organisation,
	helpsWith,
	reach
});

/** Whether both say the same. */
export const isSame = (one: OutsideContact, other: OutsideContact): boolean =>
	JSON.stringify(asTyped(one)) === JSON.stringify(asTyped(other));
