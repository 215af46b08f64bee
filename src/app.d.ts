import type { Visit } from '#server/visits.ts';
import type { Framed } from '#values/visitor.ts';

declare global {
	namespace App {
		/** What every route may ask of the request: who it is, what day it is, and the one door to the database. */
		interface Locals extends Visit {}
		interface Error {
			message: string;
			/** The number under which the log tells what broke. */
			number?: string;
			/** Who met it, where somebody is signed in: the frame of the page stays theirs. */
			visitor?: Framed;
			/** An open directory that does not show the offer that was asked for: where the others are. */
			directory?: { name: string; href: string };
		}
	}
}

export {};
