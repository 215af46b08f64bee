import { factsOf } from '#features/agreements/facts.rules.ts';
import { precedenceIn } from '#features/agreements/precedence.rules.ts';
import { purposeStandings } from '#features/agreements/purpose.rules.ts';
import { obstaclesToSending } from '#features/agreements/readiness.rules.ts';
import { sayKind } from '#features/agreements/say-agreement.ts';
import { inReadingOrder } from '#features/agreements/say-sections.ts';
import { listLive } from '#features/agreements/server/live.queries.ts';
import {
	findNewestRevision,
	findPinnedRevision
} from '#features/agreements/server/own-template.queries.ts';
import { listObligations } from '#features/agreements/server/obligation.queries.ts';
import { tellsTheory } from '#features/agreements/shown-theory.rules.ts';
import { showContributions, showElements } from '#features/agreements/show-initiative.ts';
import { showLive } from '#features/agreements/show-live.ts';
import { showPromise } from '#features/agreements/show-promise.ts';
import { governingEnd, nextReview, statesOf } from '#features/agreements/standing.rules.ts';
import { lastDayBefore } from '#features/agreements/term.rules.ts';
import { textAt } from '#features/documents/answered.rules.ts';
import { progressOf } from '#features/documents/completeness.rules.ts';
import { asFrozen, signatoriesOf } from '#features/documents/frozen.rules.ts';
import { listSetAside } from '#features/documents/server/edition.queries.ts';
import { listQuestions } from '#features/documents/server/question.queries.ts';
import { sayKey } from '#features/documents/server/say-template.ts';
import { sectionsNotChosen } from '#features/documents/shape.rules.ts';
import { unableToSign, type SigningMethod } from '#features/documents/signing.rules.ts';
import type { Day } from '#values/day.ts';
import { movingOf } from './edition/read-move.ts';
import { readAgreement, type Agreement } from './read-agreement.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const agreement = await readAgreement(locals, params.agreement);
	const { document, template, shaped, draft, frozen, standing, members, open, present } = agreement;
	const { today, visitor } = locals;
	const obstacles = frozen
		? obstaclesToSending(frozen, {
				agreedBy: document.agreedBy,
				isWaiting: false,
				memberships: members,
				today,
				hasFile: agreement.files.length > 0
			})
		: [];
	const [promises, live, pinned, inUse, aside, questions] = await locals.read(
		listObligations(document.id),
		listLive(document.id),
		findPinnedRevision(document.id),
		findNewestRevision(document.template),
		listSetAside(document.id),
		listQuestions(document.id)
	);
	const { newer } = movingOf(document, pinned[0], inUse[0], visitor?.tenant ?? null);
	const facts = agreement.agreed && factsOf(asFrozen(agreement.agreed.content));
	const contributions = showContributions(
		frozen?.answers ?? {},
		draft.parties.map(({ id }) => id)
	);
	const counting = agreement.agreed ? asFrozen(agreement.agreed.content) : frozen;
	const states = statesOf(
		{
			newest: agreement.versions[0]?.fate ?? null,
			from: agreement.agreed?.from ?? null,
			end: agreement.agreed ? governingEnd(agreement.agreed) : null,
			reviewOn: document.reviewOn,
			coming: agreement.coming?.from ?? null
		},
		today
	);
	return {
		visitor,
		/** what goes before this agreement. */
		prevailing: (counting && precedenceIn(counting)?.prevailing) ?? null,
		/** whether there is a theory of change to show to others. */
		tellsTheory: agreement.agreed ? tellsTheory(asFrozen(agreement.agreed.content).answers) : false,
		done: url.searchParams.get('done'),
		id: document.id,
		title: document.title,
		kind: sayKind(document.kind),
		isWriter: document.isWriter,
		mayEnd: document.mayEnd,
		isSigned: document.agreedBy === 'signature',
		/** Signed outside: what is kept of it, and where the next step is taken. */
		isElsewhere: document.agreedBy === 'outside',
		files: agreement.files.map(({ id, name }) => ({ id, name })),
		isGone: !template,
		/** Whether there is a newer edition of the template to move to, and answers that an older one asked for. */
		isBehind: newer !== null,
		hasAside: aside.length > 0,
		isAskedToDecide: questions.some(
			(each) => each.state === 'open' && each.isMember && !each.isAnswered
		),
		states,
		/** What was agreed on counts no more. */
		isOver: states.includes('ended'),
		isChanged: standing.isChangedSinceAgreed && !open,
		isUnmended: agreement.isUnmended,
		missing: obstacles.length,
		waiting: waitingOf(agreement, visitor, today),
		returned: returnedOf(agreement),
		parties: draft.parties.map((party) => ({
			id: party.id,
			name: party.name,
			responsible: party.responsibleName,
			contributes: contributions.byParty.get(party.id) ?? [],
			executing: draft.executors
				.filter(({ organisation }) => organisation === party.id)
				.map(({ name }) => name)
		})),
		contributions: contributions.together,
		elements: shaped
			? showElements(
					agreement.agreed ? asFrozen(agreement.agreed.content).answers : null,
					frozen!.answers,
					shaped.sections
				)
			: [],
		sections: inReadingOrder(document.template, shaped?.sections ?? []).map((section) => ({
			key: section.key,
			label: sayKey(section.label),
			...progressOf(shaped!, section, frozen!.answers),
			comments: agreement.comments
				.filter(({ field }) => section.fields.some(({ key }) => key === field))
				.reduce((sum, each) => sum + each.open, 0)
		})),
		notChosen: template
			? sectionsNotChosen(template, { parties: [], sections: document.sections }).map(({ label }) =>
					sayKey(label)
				)
			: [],
		sectionNames: (template?.sections ?? []).map(({ key, label }) => ({
			key,
			label: sayKey(label)
		})),
		present,
		agreed: agreement.agreed && {
			id: agreement.agreed.id,
			number: agreement.agreed.number,
			from: agreement.agreed.from,
			until: agreement.agreed.until,
			noticeMonths: facts?.notice.months ?? null,
			/** The last day where a notice or a breach ends it early. */
			lastDay: agreement.agreed.endsOn && lastDayBefore(agreement.agreed.endsOn),
			/** It is still in force until then. */
			isEnding: agreement.agreed.endsOn !== null && today < agreement.agreed.endsOn
		},
		coming: agreement.coming && {
			id: agreement.coming.id,
			number: agreement.coming.number,
			from: agreement.coming.from
		},
		/** shown beside what it is measured by. */
		wellBeing: textAt(counting?.answers ?? {}, 'well-being'),
		/** how far what serves each purpose has come. */
		purposes: agreement.agreed
			? purposeStandings(asFrozen(agreement.agreed.content).answers, promises)
			: [],
		promises: promises.map((each) => ({
			...showPromise(each, today),
			partyName: each.partyName
		})),
		live: showLive(live, {
			today,
			teller: {
				person: visitor?.person ?? '',
				organisation: visitor?.organisation ?? '',
				isKeeper: document.isKeeper
			},
			lastDay: agreement.agreed ? lastDayIn(agreement.agreed) : null
		}),
		review: {
			on: nextReview(
				document.reviewOn,
				agreement.agreed ? governingEnd(agreement.agreed) : null,
				today
			),
			owner: document.ownerName
		},
		versions: agreement.versions.length
	};
};

/** The last day in force, where one is in sight. */
function lastDayIn(agreed: NonNullable<Agreement['agreed']>) {
	const end = governingEnd(agreed);
	return end && lastDayBefore(end);
}

/** The version that waits: who has said yes, who has not, and whether this reader is asked. */
function waitingOf(
	{ open, signatures, document, members }: Agreement,
	visitor: App.Locals['visitor'],
	today: Day
) {
	if (!open) return null;
	const { parties } = asFrozen(open.content);
	const given = signatures
		.filter((each) => each.version === open.id)
		.map((each) => ({ ...each, method: each.method as SigningMethod }));
	const named = parties.flatMap(({ organisation, name, signatories }) =>
		signatories.map((each) => ({ ...each, party: organisation, partyName: name }))
	);
	const awaited =
		document.agreedBy === 'signature'
			? named.filter((each) => !given.some((one) => isSame(one, each)))
			: parties
					.filter(({ organisation }) => !given.some(({ party }) => party === organisation))
					.map(({ organisation, name }) => ({
						person: organisation,
						party: organisation,
						name: '',
						title: '',
						partyName: name
					}));
	const signatories = signatoriesOf('signature', parties);
	const waits = { state: open.fate, hash: open.hash, signatories, signatures: given };
	const unable = document.agreedBy === 'signature' ? unableToSign(waits, members, today) : [];
	const own = { person: visitor?.person ?? '', party: visitor?.organisation ?? '' };
	const isNamed = signatoriesOf(document.agreedBy, parties).some((each) => isSame(each, own));
	return {
		id: open.id,
		number: open.number,
		given: given.map(({ name, organisationName, at, person, party, saidBy }) => ({
			key: person + party,
			name: saidBy ?? name,
			organisation: organisationName,
			at
		})),
		awaited,
		/** Those of them who cannot sign any more: the party has to name others. */
		unable: unable.map(({ party, person, lack }) => ({
			...named.find((each) => each.person === person && each.party === party),
			lack: sayKey(`agreement_lack_${lack.replaceAll('-', '_')}`)
		})),
		isAsked:
			isNamed &&
			(document.agreedBy === 'signature'
				? !given.some((each) => isSame(each, own))
				: !given.some(({ party }) => party === own.party))
	};
}

/** Why the newest version came back, where it did. */
function returnedOf({ versions, decisions }: Agreement) {
	const newest = versions[0];
	if (newest?.fate !== 'returned') return null;
	const said = decisions.filter(({ version }) => version === newest.id);
	return {
		number: newest.number,
		said: said.map(({ name, organisationName, reason, at }) => ({
			name,
			organisation: organisationName,
			reason,
			at
		}))
	};
}

type Seat = { person: string; party: string };
const isSame = (one: Seat, other: Seat) => one.person === other.person && one.party === other.party;
