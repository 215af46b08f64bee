/**
 * A thread of our own that answers one question after another, for work that would keep every request waiting.
 *
 * What it is asked may come from anywhere and be of any kind, so each question has its own time and memory. A thread
 * that takes more is ended, together with that one question; the questions that wait are put to a new one.
 */
import path from 'node:path';
import { Worker, type Transferable } from 'node:worker_threads';

/** What one question may cost. */
export type Limits = {
	/** Milliseconds from the moment that a question is put, the waiting before it not counted. */
	longestWork: number;
	/** Questions that may wait. */
	mostWaiting: number;
	/** Bytes by which the whole process may grow meanwhile: what a small file that unpacks to a huge one needs. */
	mostGrowth: number;
};

/** Why a question got no answer though nothing in it was wrong as such. */
export type Failure =
	| 'took-too-long'
	| 'took-too-much-memory'
	| 'too-many-waiting'
	| 'thread-ended';

/** The thread could not answer. Other problems are errors with the words of the thread. */
export class ThreadFailure extends Error {
	readonly reason: Failure;

	constructor(reason: Failure) {
		super(`the thread gave no answer: ${reason}`);
		this.reason = reason;
	}
}

/** What a thread's own program sends back (answer.ts). */
export type Reply<Answer> = { answer: Answer } | { problem: string };

export type Thread<Question, Answer> = {
	/** The answer; questions are answered in the order they were put. `transfer` is given away, not copied. */
	ask(question: Question, transfer?: Transferable[]): Promise<Answer>;
	/** Ends the thread, and what waits with it. The next question starts a new one. */
	stop(): Promise<void>;
};

/**
 * Starts the program in `file` as a thread: a TypeScript file of ours, named from the project's folder, which Node
 * reads as it is. The app is bundled, and the bundler does not move what it does not see.
 */
export function startProgram(file: string, workerData?: unknown): Worker {
	const worker = new Worker(path.resolve(file), { workerData, stdout: true, stderr: true });
	// what libraries say of a stranger's file is nothing for our log; what a thread has to say it answers
	worker.stdout.resume();
	worker.stderr.resume();
	return worker;
}

/** How often the memory is looked at, in milliseconds. */
const LOOK = 25;

type Waiting<Question, Answer> = {
	question: Question;
	transfer: Transferable[];
	resolve(answer: Answer): void;
	reject(error: Error): void;
};

/** A thread that `start` starts when it is first needed, and again when it has ended. */
export function openThread<Question, Answer>(
	start: () => Worker,
	{ longestWork, mostWaiting, mostGrowth }: Limits
): Thread<Question, Answer> {
	const waiting: Waiting<Question, Answer>[] = [];
	let current: Waiting<Question, Answer> | undefined;
	let worker: Worker | undefined;
	let stopWatching = () => {};

	function putNext(): void {
		if (current || waiting.length === 0) return;
		current = waiting.shift()!;
		worker ??= begin();
		worker.ref();
		stopWatching = watch(giveUp, longestWork, mostGrowth);
		try {
			worker.postMessage(current.question, current.transfer);
		} catch (error) {
			settle(({ reject }) => reject(error as Error)); // it cannot be copied
		}
	}

	function begin(): Worker {
		const begun = start();
		begun.on('message', (reply: Reply<Answer>) => {
			if (worker !== begun) return; // said before its end, and heard after it
			settle(({ resolve, reject }) =>
				'answer' in reply ? resolve(reply.answer) : reject(new Error(reply.problem))
			);
		});
		begun.on('error', (error: Error) => lose(begun, error));
		begun.on('exit', () => lose(begun, new ThreadFailure('thread-ended')));
		return begun;
	}

	/** Ends the question that is being answered, and turns to the next one. */
	function settle(how: (asked: Waiting<Question, Answer>) => void): void {
		const asked = current;
		stopWatching();
		current = undefined;
		worker?.unref();
		if (asked) how(asked);
		putNext();
	}

	function lose(lost: Worker, error: Error): void {
		if (worker !== lost) return; // ended by us, and another has taken its place
		worker = undefined;
		settle(({ reject }) => reject(error));
	}

	function giveUp(reason: Failure): void {
		const given = worker;
		worker = undefined;
		void given?.terminate();
		settle(({ reject }) => reject(new ThreadFailure(reason)));
	}

	return {
		ask: (question, transfer = []) =>
			new Promise<Answer>((resolve, reject) => {
				if (waiting.length >= mostWaiting) return reject(new ThreadFailure('too-many-waiting'));
				waiting.push({ question, transfer, resolve, reject });
				putNext();
			}),
		async stop() {
			const stopped = worker;
			worker = undefined;
			for (const { reject } of waiting.splice(0)) reject(new ThreadFailure('thread-ended'));
			settle(({ reject }) => reject(new ThreadFailure('thread-ended')));
			await stopped?.terminate();
		}
	};
}

/** Calls `giveUp` when the time is up or the process has grown too much; answers how to stop watching. */
function watch(giveUp: (reason: Failure) => void, time: number, growth: number): () => void {
	const before = process.memoryUsage.rss();
	const clock = setTimeout(() => giveUp('took-too-long'), time);
	const look = setInterval(() => {
		if (process.memoryUsage.rss() - before > growth) giveUp('took-too-much-memory');
	}, LOOK);
	return () => {
		clearTimeout(clock);
		clearInterval(look);
	};
}
