/**
 * something has changed in what was agreed. A partner who has said yes tells it in one tap; whoever holds the threads
 * says that it is seen.
 */
import { done, refused, type Outcome } from '#values/outcome.ts';

/** What the visitor is to a pathway. */
export type Standing = { isPartner: boolean; isHeld: boolean; isOpen: boolean };

/** Whether the visitor may tell that something has changed: an agreed partner may, while the pathway is open. */
export function mayTell({
	isPartner,
	isOpen
}: Standing): Outcome<true, 'not-there' | 'pathway-closed'> {
	if (!isPartner) return refused('not-there');
	return isOpen ? done(true) : refused('pathway-closed');
}

/** Whether more words may be put to what was told: by whoever told it, until it is seen. */
export const mayAddWords = (change: { isMine: boolean; acknowledgedAt: Date | null }): boolean =>
	change.isMine && change.acknowledgedAt === null;

/** Whether the page is there at all: for those who tell, and for the one who must see it. */
export const isThere = ({ isPartner, isHeld }: Standing): boolean => isPartner || isHeld;
