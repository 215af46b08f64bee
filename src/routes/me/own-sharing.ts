/** What a citizen says no to on their own pages, and lets in again: where it stands, and in whose words. */
import { error, fail, redirect } from '@sveltejs/kit';
import { OwnLiftForm } from '#features/consents/denial.schema.ts';
import type { DenialWish } from '#features/consents/denial.rules.ts';
import { BY_THEMSELVES, stageOn } from '#features/consents/giver.rules.ts';
import { findPathwayOfDenial } from '#features/consents/server/denial.queries.ts';
import { liftDenial } from '#features/consents/server/deny-sharing.ts';
import type { Acting } from '#server/acting.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Day } from '#values/day.ts';

/** Where something of my own stands. A tovholder who was told of it does it on the pathway's own pages. */
export async function findOwn(
	acting: Acting,
	asked: Promise<{ pathway: string } | undefined>
): Promise<{ pathway: string }> {
	const stands = await asked;
	if (acting.visitor.hat !== 'self' || !stands) error(404);
	return { pathway: stands.pathway };
}

/** It is the citizen who says so, today. */
export const saidBySelf = (
	acting: Acting
): Pick<DenialWish, 'saidBy' | 'saidByName' | 'saidOn'> => ({
	saidBy: 'citizen',
	saidByName: acting.visitor.name,
	saidOn: acting.today
});

/** Whether it is the citizen's own to let in again what was taken out: a child of under 15 closes, and those with custody open. */
export const mayLetInOf = (head: { birthDate: Day | null } | undefined, today: Day): boolean =>
	head?.birthDate != null && stageOn(head.birthDate, today) !== 'child';

/** The action that lets in again, and leads back to the page at `here`. */
export const letInOn =
	(here: string) =>
	async ({ locals, request }: { locals: App.Locals; request: Request }) => {
		const form = await readForm(request, OwnLiftForm);
		if (!form.ok) error(404);
		const { denial, version } = form.value;
		const letIn = await locals.transact(async (acting) => {
			const stands = await findOwn(acting, acting.first(findPathwayOfDenial(denial)));
			return {
				...stands,
				...(await liftDenial(acting, stands.pathway, denial, {
					version,
					note: '',
					said: { givenBy: 'citizen', ...BY_THEMSELVES }
				}))
			};
		});
		if (letIn.ok) redirect(303, `${here}?pathway=${letIn.pathway}&said=let-in`);
		if (letIn.reason === 'not-there') error(404);
		if (letIn.reason === 'denial-lifted-meanwhile') return fail(409, { isGone: true });
		return fail(409, { refusal: sayRefusal(letIn.reason) });
	};
