import { error, fail, redirect } from '@sveltejs/kit';
import { proveAnew } from '#features/accounts/server/prove-anew.ts';
import { sayRefusal as sayAccountRefusal, statusOf } from '#features/accounts/say-refusal.ts';
import { ConfirmForm, ReturnForm, SignForm } from '#features/agreements/agreement.schema.ts';
import { confirmAgreement, signAgreement } from '#features/agreements/server/agree.ts';
import { pathOf } from '#features/agreements/server/begin-agreement.ts';
import { sayMethod } from '#features/agreements/say-agreement.ts';
import { numberedSections } from '#features/agreements/say-sections.ts';
import { placedIn } from '#features/agreements/standing.rules.ts';
import { asFrozen, signatoriesOf } from '#features/documents/frozen.rules.ts';
import { listAttachments } from '#features/documents/server/attachment.queries.ts';
import { showGoalsPointedTo } from '#features/agreements/show-kept.ts';
import { listLive } from '#features/agreements/server/live.queries.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { listParties } from '#features/documents/server/party.queries.ts';
import { findOwnYes, returnDocument } from '#features/documents/server/sign-document.ts';
import { withdrawDocument } from '#features/documents/server/submit-document.ts';
import {
	findSeal,
	findVersion,
	listDecisions,
	listSignatures,
	listVersions
} from '#features/documents/server/version.queries.ts';
import { sayOutside } from '#features/agreements/say-outside.ts';
import { identity } from '#server/identity/identity.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { installation } from '#server/installation.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [documents, versions, all, signatures, decisions, parties, seals, files, live] =
		await locals.read(
			findDocument(params.agreement),
			findVersion(params.agreement, params.version),
			listVersions(params.agreement),
			listSignatures(params.agreement),
			listDecisions(params.agreement),
			listParties(params.agreement),
			findSeal(params.agreement, params.version),
			listAttachments(params.agreement),
			listLive(params.agreement)
		);
	const [document, version, visitor] = [documents[0], versions[0], locals.visitor];
	if (!document || !version) error(404);

	const frozen = asFrozen(version.content);
	const state = placedIn(all, document.reviewOn, locals.today).get(version.id) ?? version.fate;
	/** What counts shows how its goals go where it points to them. */
	const isCounting = state === 'in-force' || state === 'due-for-review';
	const given = signatures.filter((each) => each.version === version.id);
	const isSigned = document.agreedBy === 'signature';
	const isWaiting = version.fate === 'submitted';
	const own = { person: visitor?.person ?? '', party: visitor?.organisation ?? '' };
	const isNamed = signatoriesOf(document.agreedBy, frozen.parties).some(
		({ person, party }) => person === own.person && party === own.party
	);
	const hasSigned = given.some(
		({ person, party }) => party === own.party && (person === own.person || !isSigned)
	);
	const withoutPeople = parties.filter(
		({ id, hasPeople }) => !hasPeople && !given.some(({ party }) => party === id)
	);
	return {
		visitor,
		id: document.id,
		isSigned,
		isElsewhere: document.agreedBy === 'outside',
		files: files.map(({ id, name }) => ({ id, name })),
		isWaiting,
		isWriter: document.isWriter,
		isMeeting: url.searchParams.has('meeting'),
		version: {
			id: version.id,
			number: version.number,
			name: version.name,
			fate: version.fate,
			state,
			hash: version.hash,
			summary: version.summary,
			submittedBy: version.submittedBy,
			submittedAt: version.submittedAt
		},
		before: lastBefore(all, version.number),
		/** S-4: what waits in place of this one. */
		later: all.find(({ fate, number }) => fate === 'submitted' && number > version.number) ?? null,
		seal: seals[0] && {
			isMade: seals[0].level !== null,
			isLower: seals[0].level !== seals[0].reachable
		},
		title: frozen.title,
		language: frozen.language,
		parties: frozen.parties,
		sections: numberedSections(frozen),
		answers: frozen.answers,
		names: isCounting
			? { ...frozen.names, kept: showGoalsPointedTo(live, locals.today) }
			: frozen.names,
		signatures: given.map((each) => ({
			key: each.person + each.party,
			name: each.saidBy ?? each.name,
			writtenBy: each.saidBy ? each.name : null,
			title: each.title,
			organisation: each.organisationName,
			at: each.at,
			how: sayMethod(each.method, undefined, each.assurance),
			hash: each.hash
		})),
		awaited: isWaiting
			? frozen.parties.flatMap(({ organisation, name, signatories }) =>
					isSigned
						? signatories
								.filter(
									({ person }) =>
										!given.some((each) => each.person === person && each.party === organisation)
								)
								.map((each) => ({ key: each.person + organisation, name: each.name, party: name }))
						: given.some(({ party }) => party === organisation)
							? []
							: [{ key: organisation, name: '', party: name }]
				)
			: [],
		returned: decisions
			.filter((each) => each.version === version.id)
			.map(({ name, organisationName, reason, at }) => ({
				name,
				organisation: organisationName,
				reason,
				at
			})),
		isAsked: isWaiting && isNamed && !hasSigned,
		/** Named, and yet not able to: no longer somebody who can bind, or signed in without a second factor. */
		cannot: isWaiting && isNamed && !document.mayAgree ? (visitor?.strong ? 'bind' : 'weak') : null,
		/** sides that say yes by word of mouth, which somebody of another side writes down. */
		withoutPeople:
			isWaiting && !isSigned && document.mayAgree
				? withoutPeople.map(({ id, name }) => ({ id, name }))
				: [],
		own: own.party,
		/** Where one signs with an identity from outside, where the settings name somebody. */
		outside: installation().settings.signing
			? `${url.pathname}/sign-outside?hash=${version.hash}${url.searchParams.has('meeting') ? '&meeting' : ''}`
			: undefined,
		/** Why somebody came back from there without having signed. */
		refused: sayOutside(url.searchParams.get('refused')),
		/** Where somebody comes back to after having signed in anew. */
		back: backTo(url.pathname, visitor?.hats ?? 1)
	};
};

/** What a reader knows already: the last version before this one that was agreed on, or else the last one sent. */
function lastBefore(
	versions: readonly { id: string; number: number; fate: string }[],
	number: number
) {
	const earlier = versions
		.filter((each) => each.number < number)
		.sort((a, b) => b.number - a.number);
	const known = earlier.find(({ fate }) => fate === 'agreed') ?? earlier[0];
	return known ? { id: known.id, number: known.number } : null;
}

export const actions: Actions = {
	sign: async (event) => {
		const { locals, params } = event;
		const form = await readForm(event.request, SignForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { hash, code } = form.value;
		// A code is good once: sent twice, the form is answered by what the first did.
		const before = await locals.transact((acting) =>
			findOwnYes(acting, params.agreement, params.version, hash)
		);
		if (before) redirect(303, after(event.url, params, before));
		const proof = await proveAnew(identity(), callerOf(event), locals.token ?? '', {
			code,
			now: locals.now
		});
		if (!proof.ok && proof.reason === 'wrong-code')
			return fail(422, { problems: { code: [sayAccountRefusal(proof.reason)] } });
		if (!proof.ok)
			return fail(statusOf(proof.reason), { refusal: sayAccountRefusal(proof.reason) });
		const outcome = await locals.transact((acting) =>
			signAgreement(
				acting,
				spotOf(params.agreement),
				readOf(params.version, hash, locals.now),
				proof.value
			)
		);
		if (outcome.ok) redirect(303, after(event.url, params, outcome.value));
		if (outcome.reason === 'no-document') error(404);
		return fail(409, {
			refusal: sayRefusal(outcome.reason),
			mustProve: outcome.reason === 'prove-again'
		});
	},

	confirm: async ({ locals, params, request, url }) => {
		const form = await readForm(request, ConfirmForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { hash, party, by } = form.value;
		const before = await locals.transact((acting) =>
			findOwnYes(acting, params.agreement, params.version, hash, { party, by })
		);
		if (before) redirect(303, after(url, params, before));
		const outcome = await locals.transact((acting) =>
			confirmAgreement(acting, spotOf(params.agreement), readOf(params.version, hash, locals.now), {
				party,
				by
			})
		);
		if (outcome.ok) redirect(303, after(url, params, outcome.value));
		if (outcome.reason === 'no-document') error(404);
		const typed = { typedBy: by, typedParty: party };
		if (outcome.reason === 'who-said-yes-missing')
			return fail(422, { ...typed, problems: { by: [sayRefusal(outcome.reason)] } });
		return fail(409, { ...typed, refusal: sayRefusal(outcome.reason) });
	},

	refuse: async ({ locals, params, request }) => {
		const form = await readForm(request, ReturnForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { hash, reason } = form.value;
		const outcome = await locals.transact((acting) =>
			returnDocument(
				acting,
				spotOf(params.agreement),
				readOf(params.version, hash, locals.now),
				reason
			)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=returned`);
		if (outcome.reason === 'no-document') error(404);
		return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
	},

	withdraw: async ({ locals, params }) => {
		const outcome = await locals.transact((acting) =>
			withdrawDocument(acting, spotOf(params.agreement), params.version)
		);
		if (outcome.ok) redirect(303, `/agreements/${params.agreement}?done=withdrawn`);
		if (outcome.reason === 'no-document') error(404);
		return fail(409, { refusal: sayRefusal(outcome.reason) });
	}
};

const spotOf = (id: string) => ({ id, path: pathOf(id) });
const readOf = (version: string, hash: string, at: Date) => ({ version, hash, at });

/** At a meeting the device goes on to the next; else one is led to the agreement. */
const after = (
	url: URL,
	{ agreement, version }: { agreement: string; version: string },
	what: string
) =>
	url.searchParams.has('meeting') && what === 'waiting'
		? `/agreements/${agreement}/versions/${version}?meeting`
		: `/agreements/${agreement}?done=${what}`;

/** Whoever has several hats chooses the one they sign with. */
const backTo = (path: string, hats: number) =>
	hats > 1 ? `/hats?to=${encodeURIComponent(path)}` : path;
