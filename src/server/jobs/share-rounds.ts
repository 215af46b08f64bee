/** Work that many ask for at once and that is done for all of them in one go. */

/** Does `work` for `key`, or waits for somebody else's; settles as the round does that was joined. */
export type Share = (key: string, work: () => Promise<void>) => Promise<void>;

/**
 * Rounds of work, one at a time for each key. Whoever asks is answered by a round that begins after they asked: one that runs
 * already may have read before what they wrote, so those who come meanwhile share the next.
 */
export function shareRounds(): Share {
	const running = new Map<string, Promise<void>>();
	const next = new Map<string, Promise<void>>();

	function begin(key: string, work: () => Promise<void>): Promise<void> {
		const round = work().finally(() => running.delete(key));
		running.set(key, round);
		return round;
	}

	return (key, work) => {
		const waiting = next.get(key);
		if (waiting) return waiting;
		const before = running.get(key);
		if (!before) return begin(key, work);
		const over = before.catch(() => {});
		const following = over.then(() => {
			next.delete(key);
			return begin(key, work);
		});
		next.set(key, following);
		return following;
	};
}
