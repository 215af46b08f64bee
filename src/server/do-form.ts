/** Does what a form asks and goes back to where it was done; else says why not, with what was typed. */
import { error, fail, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { m } from '#messages';
import type { Acting } from './acting.ts';
import { readForm } from './read-form.ts';
import { sayRefusal } from './say-refusal.ts';

/** What a page is told of a form that was not done. */
export type NotDone<Conflict> = {
	about: string;
	typed?: Record<string, string | string[]>;
	problems?: Partial<Record<string, string[]>>;
	refusal?: string;
	conflict?: Conflict;
};

type Typed = Record<string, string>;
type Told = 'not-there' | 'stale' | 'sent-before';

/** What a form is for: what it does, what its refusals are called, and where one goes when it is done. */
type Doing<Schema extends z.ZodObject, Reason extends string, Conflict> = {
	about: string;
	verb: (
		acting: Acting,
		form: z.output<Schema>
	) => Promise<{ ok: true } | { ok: false; reason: Reason }>;
	say: (reason: Exclude<Reason, Told>) => string;
	back: (form: z.output<Schema>) => string;
	/** Both texts, where somebody else has saved meanwhile. */
	conflict?: ((typed: Typed) => Promise<Conflict | undefined>) | undefined;
	/** What was typed, under an id of its own: the form made something under an id that is taken. */
	anew?: ((typed: Typed) => Typed) | undefined;
};

/**
 * Reads the form and lets a verb act. Goes to `back` where it was done; answers 422 where it does not fit, 409 where it was
 * refused, both with what was typed, and 404 where there is nothing that one may write.
 */
export async function doForm<Schema extends z.ZodObject, Reason extends string, Conflict>(
	{ locals, request }: { locals: App.Locals; request: Request },
	schema: Schema,
	{ about, verb, say, back, conflict, anew }: Doing<Schema, Reason, Conflict>
) {
	const form = await readForm(request, schema);
	const typed = form.typed as Typed;
	const notDone = (status: number, answer: NotDone<Conflict>) => fail(status, answer);
	if (!form.ok) return notDone(422, { about, typed, problems: form.problems });
	const result = await locals.transact((acting) => verb(acting, form.value));
	if (result.ok) redirect(303, back(form.value));
	const { reason } = result;
	if (reason === 'not-there') error(404);
	if (reason === 'sent-before')
		return notDone(409, { about, typed: anew?.(typed) ?? typed, refusal: m.ui_sent_before_here() });
	if (reason !== 'stale')
		return notDone(409, { about, typed, refusal: say(reason as Exclude<Reason, Told>) });
	const both = await conflict?.(typed);
	return notDone(409, {
		about,
		typed,
		...(both ? { conflict: both } : { refusal: sayRefusal('stale') })
	});
}
