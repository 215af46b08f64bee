/** New starts, as PostgreSQL lets each know of them: the person, whoever makes the code, and those who are asked. */
import { sql } from 'kysely';
import { ask } from '#server/tables.ts';

/** Keeps the hash of a code for somebody; told apart from a code that was made before, which is then good for nothing. */
export const issueNewStart = (person: string, hash: Buffer) =>
	ask(
		sql<{
			answer: 'issued' | 'not-yourself' | 'nobody-to-confirm' | 'not-there';
		}>`select samspil.issue_new_start(${person}::uuid, ${hash}) as answer`
	);

/** One's own new start: a code that can be used, or begun anew and not confirmed yet, or refused. */
export type OwnNewStart = {
	state: 'open' | 'waiting' | 'refused';
	issuedBy: string;
	issuedAt: Date;
	expiresAt: Date;
	/** The names of those who can confirm. */
	witnesses: string[];
};

/** The acting person's own; no row where there is none to speak of. */
export const findMyNewStart = () => ask(sql<OwnNewStart>`select * from samspil.my_new_start()`);

/** Stops one's own code; answers whether there was one. */
export const stopMyNewStart = () =>
	ask(sql<{ stopped: boolean }>`select samspil.stop_my_new_start() as stopped`);

/** Somebody whom the visitor is asked about. */
export type NewStart = {
	id: string;
	name: string;
	workplaces: string;
	/** 'open': the code can be used; 'waiting': it was, and somebody must say who it was. */
	state: 'open' | 'waiting';
	issuedBy: string;
	issuedAt: Date;
	usedAt: Date | null;
};

/** Those whom the visitor is asked about, the newest first. */
export const listNewStarts = () => ask(sql<NewStart>`select * from samspil.list_new_starts()`);

/** Says whether it was the person. */
export const decideNewStart = (id: string, yes: boolean) =>
	ask(
		sql<{
			answer: 'done' | 'decided' | 'prove-first' | 'not-there';
		}>`select samspil.decide_new_start(${id}::uuid, ${yes}) as answer`
	);
