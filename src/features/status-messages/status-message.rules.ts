/** How it goes, told by the tovholder to chosen partners: to those alone who may read under what it is about. */
import type { Category } from '#features/pathways/category.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** The longest message, in characters. */
export const LONGEST_STATUS = 5000;

export type StatusMessage = {
	category: Category;
	/** By what else it was told, as the framework names it; '' where only in Samspil. */
	channel: string;
	body: string;
	/** The organisations it is for. */
	recipients: readonly string[];
};

/** A partner that said yes, and what its people may read today by consent or another basis. */
export type Covered = { organisation: string; name: string; categories: readonly Category[] };

export type StatusRefusal = 'no-recipient' | 'recipient-not-covered' | 'no-such-channel';

/** Decides whether a message may be sent; a channel is one of the framework's. */
export function sendStatus(
	message: StatusMessage,
	partners: readonly Covered[],
	channels: readonly string[]
): Outcome<StatusMessage, StatusRefusal> {
	const { category, channel, recipients } = message;
	if (recipients.length === 0) return refused('no-recipient');
	if (channel !== '' && !channels.includes(channel)) return refused('no-such-channel');
	const isCovered = (id: string) =>
		partners.some(
			({ organisation, categories }) => organisation === id && categories.includes(category)
		);
	return recipients.every(isCovered) ? done(message) : refused('recipient-not-covered');
}
