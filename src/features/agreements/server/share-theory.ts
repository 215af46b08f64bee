/** Showing the theory of change of an agreement in force to others by a link, and closing the link again. */
import { findAgreed } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { newInvitationToken } from '#server/identity/invitation-token.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { governingEnd } from '../standing.rules.ts';
import { MOST_LINKS, tellsTheory } from '../shown-theory.rules.ts';
import { closeTheoryLink, insertTheoryLink, listTheoryLinks } from './shown-theory.queries.ts';

/** Makes a link and answers where it leads: told this once, since only the hash of its secret is kept. */
export async function shareTheory(
	acting: Acting,
	agreement: string,
	link: { id: string; meantFor: string }
): Promise<
	Outcome<
		string,
		| 'no-document'
		| 'not-in-force-yet'
		| 'agreement-has-ended'
		| 'not-a-writer-of-it'
		| 'no-theory'
		| 'too-many-links'
		| 'sent-before'
	>
> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return found;
	const { document, frozen, version } = found.value;
	if (!document.isKeeper) return refused('not-a-writer-of-it');
	const end = governingEnd(version);
	if (version.from > acting.today) return refused('not-in-force-yet');
	if (end !== null && end <= acting.today) return refused('agreement-has-ended');
	if (!tellsTheory(frozen.answers)) return refused('no-theory');
	const links = await acting.all(listTheoryLinks(agreement));
	if (links.filter(({ closedAt }) => closedAt === null).length >= MOST_LINKS)
		return refused('too-many-links');
	const own = acting.visitor.organisation;
	const { token, hash } = newInvitationToken();
	const written = await acting.run(
		insertTheoryLink(
			agreement,
			{ ...link, hash },
			{
				name: acting.visitor.name,
				organisation: frozen.parties.find(({ organisation }) => organisation === own)?.name ?? ''
			}
		)
	);
	// The secret of the first is known to nobody any more, so that the second cannot be answered with it.
	if (written === 0) return refused('sent-before');
	await acting.run(record('agreement.theory-shared', agreement, { link: link.id }));
	return done(theoryPath(token));
}

/** Closes a link: whoever opens it finds nothing from now on. Closing a closed one changes nothing. */
export async function stopSharing(
	acting: Acting,
	agreement: string,
	link: string
): Promise<Outcome<null, 'no-document' | 'not-in-force-yet' | 'not-a-writer-of-it' | 'no-link'>> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return found;
	if (!found.value.document.isKeeper) return refused('not-a-writer-of-it');
	if ((await acting.run(closeTheoryLink(agreement, link, acting.visitor.name))) > 0) {
		await acting.run(record('agreement.theory-closed', agreement, { link }));
		return done(null);
	}
	const links = await acting.all(listTheoryLinks(agreement));
	return links.some(({ id }) => id === link) ? done(null) : refused('no-link');
}

/** Where a theory is read by a link. */
const theoryPath = (token: string): string => `/theory/${token}`;
