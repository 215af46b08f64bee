/**
 * Sending a letter to a citizen's Digital Post. The drivers differ; what goes in and out does not. Nothing counts as delivered
 * before a receipt says that it is available: an answer to a sending is never more than that it was taken (L-30).
 */

/** A letter to one citizen. Plain data, which is held while it is sent and nowhere else. */
export type Letter = {
	/** A random UUID (version 4): sent again under the same, it is the same letter. */
	id: string;
	/** The civil registration number, ten digits. Never kept, never in an address, a log or an error. */
	recipient: string;
	/** Who it is from, as the citizen reads it. */
	senderName: string;
	/** What stands in the list of the mailbox: what kind of letter, and nothing of what is in it (L-8). */
	label: string;
	/** The name of the file, with its ending. */
	fileName: string;
	pdf: Uint8Array;
	/** The language that the letter is written in: 'da'. */
	language: string;
	createdAt: Date;
};

/** Why a letter is not delivered. */
export type Undelivered =
	/** The citizen is exempt from Digital Post. */
	| 'exempt'
	/** There is no mailbox for this number: not registered, closed, dead, or no such number. */
	| 'no-mailbox'
	/** Refused for another reason; the word for it is told beside. */
	| 'rejected'
	/** The service does not let us in: certificate or system. */
	| 'not-let-in'
	/** The service could not be reached, and was told nothing. */
	| 'service-away'
	/** The letter could not be made. */
	| 'not-made';

/** What became of handing a letter over. `unsure`: it may have been taken, or not; `word`: the service's own for it. */
export type HandedOver =
	| { state: 'accepted' }
	| { state: 'refused'; reason: Undelivered; word?: string }
	| { state: 'unsure' };

/** What the service says of a letter afterwards. */
export type Receipt = {
	/** Its own id, by which it is dismissed. */
	id: string;
	/** The id of the letter, in lower case. */
	letter: string;
	/** When it says so; of `available`, when the citizen had it. */
	at: Date;
} & (
	| { state: 'accepted' | 'available' }
	| { state: 'refused'; reason: Undelivered; word?: string }
);

/** A way to send Digital Post. */
export type DigitalPostDriver = {
	/** The CVR number of the authority it is sent for, eight digits. */
	readonly sender: string;
	/** Hands a letter over. Never throws: what is not known is `unsure`. */
	send(letter: Letter): Promise<HandedOver>;
	/**
	 * The ids of the receipts that lie ready, in no order.
	 * @throws where the service cannot be asked; the message holds nothing of a letter, here and below
	 */
	listReceipts(): Promise<string[]>;
	/** A receipt; null where it is there no more, or says nothing that we know. @throws where it cannot be fetched */
	fetchReceipt(id: string): Promise<Receipt | null>;
	/** Takes a receipt off the list, once what it says is kept; done, too, where somebody else has. @throws where it cannot be */
	dismiss(id: string): Promise<void>;
};
