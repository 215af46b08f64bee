/** The mailbox that IMAP_URL names, to which calendars answer. Letters stay there; an answer that was taken is marked as read. */

/** How far a mailbox has been read: its numbers count within one `validity`. */
export type MailboxPlace = { validity: string; lastUid: number };

/** How long the server may stay silent, in milliseconds. */
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 10_000, socketTimeout: 60_000 };
/** The bytes that are read of a letter: an answer is a few thousand. */
const LONGEST_LETTER = 1_000_000;
/** Letters that are looked at in one go. */
const MOST_LETTERS = 200;
/** How old the letters are that a mailbox is begun with, in days. */
const BEGUN_WITH = 14;

/** What a mailbox is known by, without the password: where its place is kept. */
export function mailboxName(imapUrl: string): string {
	const { protocol, username, host } = new URL(imapUrl);
	return `${protocol}//${username}@${host}/${folderOf(imapUrl)}`.slice(0, 400);
}

/**
 * Reads what has come since `place`, the oldest first. `take` is told each letter and answers whether it was an answer of a
 * calendar; `passed` is told after each how far it has come. Throws where the server cannot be reached.
 */
export async function readMailbox(
	imapUrl: string,
	place: MailboxPlace | null,
	take: (letter: Uint8Array) => Promise<boolean>,
	passed: (place: MailboxPlace) => Promise<void>
): Promise<void> {
	const { protocol, hostname, port, username, password } = new URL(imapUrl);
	const isSecure = protocol === 'imaps:';
	// A hundred and twenty files, which few installations need.
	const { ImapFlow } = await import('imapflow');
	const client = new ImapFlow({
		host: hostname,
		port: Number(port || (isSecure ? 993 : 143)),
		secure: isSecure,
		auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
		logger: false,
		...PATIENCE
	});
	// A connection that breaks is told by what is asked of it; unheard, the event would end the process.
	client.on('error', () => {});
	await client.connect();
	try {
		const box = await client.mailboxOpen(folderOf(imapUrl));
		const validity = String(box.uidValidity);
		const isSame = place?.validity === validity;
		const since = new Date(Date.now() - BEGUN_WITH * 24 * 60 * 60 * 1000);
		const found = await client.search(isSame ? { uid: `${place.lastUid + 1}:*` } : { since }, {
			uid: true
		});
		// “n:*” answers the last letter even where it is older than n.
		const uids = (found || [])
			.filter((uid) => !isSame || uid > place.lastUid)
			.toSorted((a, b) => a - b)
			.slice(0, MOST_LETTERS);
		for (const uid of uids) {
			const letter = await client.fetchOne(
				String(uid),
				{ source: { maxLength: LONGEST_LETTER } },
				{ uid: true }
			);
			const source = letter ? letter.source : undefined;
			const isTaken = source ? await take(source) : false;
			if (isTaken) await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
			await passed({ validity, lastUid: uid });
		}
		if (!isSame && uids.length === 0) await passed({ validity, lastUid: box.uidNext - 1 });
	} finally {
		await client.logout().catch(() => client.close());
	}
}

const folderOf = (imapUrl: string) =>
	decodeURIComponent(new URL(imapUrl).pathname.slice(1)) || 'INBOX';
