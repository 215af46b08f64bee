/** The parts of smtp-server that our tests use; the package brings no types. */
declare module 'smtp-server' {
	import type { Server } from 'node:net';
	import type { Readable } from 'node:stream';

	export type SMTPServerAddress = { address: string };
	type Answer = (error?: Error | null) => void;

	export class SMTPServer {
		constructor(options: {
			authOptional?: boolean;
			disabledCommands?: string[];
			logger?: boolean;
			onRcptTo?(address: SMTPServerAddress, session: unknown, answer: Answer): void;
			onData?(stream: Readable, session: unknown, answer: Answer): void;
		});
		readonly server: Server;
		listen(port: number, host: string, ready: () => void): void;
		close(done: () => void): void;
		on(event: 'error', listener: (error: Error) => void): this;
	}
}
