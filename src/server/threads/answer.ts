/** The other end of a thread (thread.ts): what a program that runs as one does with a question. */
import { parentPort, type Transferable } from 'node:worker_threads';
import type { Reply } from './thread.ts';

/** Bytes that are handed over and not copied. */
type Handed = { transfer: Transferable[] };

/** Answers each question that is put to this thread with what `work` makes of it. */
export function answerWith<Question, Answer>(
	work: (question: Question) => Answer | Promise<Answer>,
	handOver: (answer: Answer) => Transferable[] = () => []
): void {
	const port = parentPort;
	if (!port) throw new Error('this program runs as a thread only');
	const reply = (each: Reply<Answer>, { transfer }: Handed = { transfer: [] }) =>
		port.postMessage(each, transfer);
	port.on('message', async (question: Question) => {
		try {
			const answer = await work(question);
			reply({ answer }, { transfer: handOver(answer) });
		} catch (error) {
			reply({ problem: error instanceof Error ? error.message : String(error) });
		}
	});
}
