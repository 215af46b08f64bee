/** A mail server of this machine that keeps what it is given, for tests. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type TestMailServer = {
	/** For SMTP_URL. */
	url: string;
	/** The letters it has taken, as they came, headers and all. */
	letters: string[];
	/** Makes it refuse what follows with this code, to these receivers; null: take it again. */
	refuse(code: number | null): void;
	/** Resolves when `isEnough` holds; asked after each letter. */
	until(isEnough: () => boolean): Promise<void>;
	close(): Promise<void>;
};

/** Where in its talk with us a client is: it has named a receiver, handed over a letter, been told that it is taken. */
export type Step = 'receiver' | 'letter' | 'taken';

/** Starts the server on a free port. `onStep` is called at each step of each letter, before the client hears of it. */
export async function startTestMailServer(
	onStep: (step: Step) => void = () => {}
): Promise<TestMailServer> {
	const letters: string[] = [];
	let refusal: number | null = null;
	let waiting: (() => void)[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onRcptTo(_address, _session, answer) {
			onStep('receiver');
			answer(refusal ? Object.assign(new Error('not taken'), { responseCode: refusal }) : null);
			tell();
		},
		async onData(stream, _session, answer) {
			const letter = await text(stream).catch(() => null);
			if (letter === null) return; // its sender is gone
			letters.push(letter);
			onStep('letter');
			answer();
			onStep('taken');
			tell();
		}
	});
	// A client that is killed in the middle of a letter is what some tests are about.
	server.on('error', () => {});
	const tell = () => {
		const asked = waiting;
		waiting = [];
		for (const each of asked) each();
	};
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		letters,
		refuse(code) {
			refusal = code;
		},
		async until(isEnough) {
			while (!isEnough()) await new Promise<void>((resolve) => waiting.push(resolve));
		},
		close: () => new Promise((resolve) => server.close(resolve))
	};
}

/** The value of a header, unfolded. */
export const header = (letter: string, name: string): string | undefined =>
	new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im')
		.exec(letter)?.[1]
		?.replaceAll(/\r\n\s/g, ' ');
