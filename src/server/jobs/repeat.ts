/** Work that is done again and again beside requests, and stops when it is told to. */

/** After something failed, in milliseconds, before it is tried again: the database may be on its way up. */
export const PAUSE = 5_000;

/** Does `work` every so many seconds, at once again while it answers true, until stopped; `stop` waits for it. */
export function repeat(
	seconds: number,
	report: (error: Error) => void,
	work: () => Promise<boolean>
) {
	let isStopping = false;
	let pause: Pause | undefined;
	const ended = (async () => {
		while (!isStopping) {
			let milliseconds = seconds * 1000;
			try {
				if (await work()) continue;
			} catch (error) {
				report(error as Error);
				milliseconds = Math.max(milliseconds, PAUSE);
			}
			pause = wait(isStopping ? 0 : milliseconds);
			await pause.over;
		}
	})();
	return {
		stop() {
			isStopping = true;
			pause?.end();
			return ended;
		}
	};
}

export type Pause = { over: Promise<void>; end(): void };

/** A pause that can be cut short. It does not keep a process alive. */
export function wait(milliseconds: number): Pause {
	let end = () => {};
	const over = new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, milliseconds).unref();
		end = () => {
			clearTimeout(timer);
			resolve();
		};
	});
	return { over, end };
}
