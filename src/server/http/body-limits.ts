/** How much may be sent at once, and what becomes of more: it is never kept, and whoever sent it hears why on a page of ours. */
import type { IncomingMessage } from 'node:http';

/**
 * The largest body of a request, in bytes. A form of ours is far smaller, but one that is too long comes back with what
 * was typed: a hundred thousand letters take up to 1.2 MB as browsers write them.
 */
export const LARGEST_BODY = 2 * 1024 * 1024;

/** Bytes of a file that we keep. */
export const LARGEST_UPLOAD = 25_000_000;

/** The same with what a form wraps around it. */
export const LARGEST_UPLOAD_BODY = LARGEST_UPLOAD + 64 * 1024;

/** Pages whose forms take a file to keep. */
const TAKES_FILES =
	/^\/(directory\/import|framework\/files|agreements\/[0-9a-f-]{36}\/files|pathways\/[0-9a-f-]{36}\/consents\/[0-9a-f-]{36}\/scans)\/?$/;

/** Whether a file may come to `path`, which is read up to its own limit. */
export const takesFiles = (path: string): boolean => TAKES_FILES.test(path);

/** The most that may be sent to `path` at once. */
export const mostFor = (path: string): number =>
	takesFiles(path) ? LARGEST_UPLOAD_BODY : LARGEST_BODY;

/** Where the app finds that more was sent than is read; no client can say so. */
const TOO_LARGE = 'x-samspil-too-large';

/** Whether more was sent than is read. Nothing of it is there then. */
export const isTooLarge = (request: Request): boolean => request.headers.has(TOO_LARGE);

/**
 * What is read and thrown away before we hang up: a browser shows an answer only once it has sent everything. Above this it
 * is told nothing.
 */
const MOST_THROWN_AWAY = 400_000_000;

/** Lets the app see a request without its body, which is read and thrown away as it comes. */
export function leaveUnread(request: IncomingMessage): void {
	let thrownAway = 0;
	request.on('data', (part: Buffer) => {
		thrownAway += part.length;
		if (thrownAway > MOST_THROWN_AWAY) request.destroy();
	});
	request.headers['content-length'] = '0';
	delete request.headers['transfer-encoding'];
	request.headers[TOO_LARGE] = '1';
}

/** Takes out what only we may say of a request. */
export function forgetClaims(request: IncomingMessage): void {
	delete request.headers[TOO_LARGE];
}
