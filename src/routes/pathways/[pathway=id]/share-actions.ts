/** The two acts of a page on which something is taken out of a consent: it is denied, and let in again. */
import { error, fail, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { LiftForm } from '#features/consents/denial.schema.ts';
import type { DeniedIn } from '#features/consents/server/denial.queries.ts';
import {
	liftDenial,
	type DenyRefusal,
	type LiftRefusal
} from '#features/consents/server/deny-sharing.ts';
import type { Acting } from '#server/acting.ts';
import { atWork } from '#server/hat.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Outcome } from '#values/outcome.ts';

type Event<Params> = { locals: App.Locals; params: Params; request: Request };

/** What differs between the pages: the form, the verb, and what the page is about. */
type Page<Schema extends z.ZodObject, Params> = {
	form: Schema;
	deny(acting: Acting, params: Params, wish: z.output<Schema>): Promise<Outcome<null, DenyRefusal>>;
	at(params: Params): DeniedIn;
};

/** The actions of such a page. */
export const shareActions = <Schema extends z.ZodObject, Params extends { pathway: string }>({
	form: schema,
	deny,
	at
}: Page<Schema, Params>) => ({
	deny: async ({ locals, params, request }: Event<Params>) => {
		const form = await readForm(request, schema);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const denied = await locals.transact((acting) => deny(atWork(acting), params, form.value));
		if (denied.ok) redirect(303, '?said=denied');
		if (denied.reason === 'not-there') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(denied.reason) });
	},
	lift: async ({ locals, params, request }: Event<Params>) => {
		const form = await readForm(request, LiftForm);
		if (!form.ok) return fail(422, { lifting: form.typed, problems: form.problems });
		const { denial, version, note, givenBy, guardians, unableWhy } = form.value;
		const lifted = await locals.transact((acting) =>
			liftDenial(atWork(acting), params.pathway, denial, {
				version,
				note,
				said: { givenBy: givenBy ?? 'guardian', guardians, unableWhy },
				at: at(params)
			})
		);
		if (lifted.ok) redirect(303, '?said=lifted');
		if (lifted.reason === 'not-there') error(404);
		const field = FIELD[lifted.reason];
		return field
			? fail(422, { lifting: form.typed, problems: { [field]: [sayRefusal(lifted.reason)] } })
			: fail(409, { lifting: form.typed, refusal: sayRefusal(lifted.reason) });
	}
});

/** The field that has to be mended, where it is one. */
const FIELD: Partial<Record<LiftRefusal, 'guardians' | 'unableWhy'>> = {
	'without-custody': 'guardians',
	'all-with-custody-say-it': 'guardians',
	'young-person-says-it': 'unableWhy'
};
