/**
 * The clock of a server that a story moves: loaded into its process before the program (NODE_OPTIONS), which knows nothing of it. The story
 * sends how far ahead the clock is to be, in milliseconds; PostgreSQL keeps the true time, as it does where two machines disagree.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send) {
	const True = Date;
	let ahead = 0;
	globalThis.Date = class extends True {
		constructor(...given: unknown[]) {
			super(...((given.length === 0 ? [True.now() + ahead] : given) as [number]));
		}
		static override now = () => True.now() + ahead;
	} as DateConstructor;
	process.on('message', (told: { ahead?: number }) => {
		if (typeof told.ahead !== 'number') return;
		ahead = told.ahead;
		process.send!({ ahead });
	});
	// a program that is told to stop does not stay for the sake of its clock
	process.channel?.unref();
}
