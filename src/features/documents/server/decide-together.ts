/** What the parties of a document decide together: put to a group, answered, closed, and looked at again on its day. */
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { tellPeople } from '#server/tell-involved.ts';
import type { Day } from '#values/day.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { contentHash } from '../content.rules.ts';
import {
	askGroup,
	closeDecision,
	giveVoice,
	type CloseRefusal,
	type GroupRefusal,
	type Question,
	type Quorum,
	type Seat,
	type Stand,
	type VoiceRefusal
} from '../group-decision.rules.ts';
import { namedIn, type FrozenPerson } from '../frozen.rules.ts';
import { findAgreed } from './find-agreed.ts';
import { findHeld, readDraft, type Document } from './find-document.ts';
import {
	decideQuestion,
	findQuestion,
	holdQuestion,
	insertQuestion,
	insertQuestionMember,
	insertSecondLook,
	insertVoice,
	listQuestionMembers,
	listSecondLooks,
	listVoices,
	renewDecision,
	updateQuestion,
	withdrawQuestion
} from './question.queries.ts';

type Asked = NonNullable<Awaited<ReturnType<typeof find>>>;
type NotThere = 'no-document' | 'no-such-question-here';

/** What is put to the group. */
export type Wish = { title: string; body: string; members: readonly Seat[]; quorum: Quorum };

/** Everybody who can be asked: whom what counts between the parties names, or before that, the draft. */
export async function listAskable(acting: Acting, document: Document) {
	const agreed = await findAgreed(acting, document.id);
	if (agreed.ok) return askable(namedIn(agreed.value.frozen.parties));
	const { parties, executors, signatories } = await readDraft(acting, document);
	const responsible = parties.flatMap(({ id, responsible: person, responsibleName }) =>
		person ? [{ person, name: responsibleName ?? '', title: '', organisation: id }] : []
	);
	return askable(
		[...responsible, ...executors, ...signatories].map((each) => ({
			...each,
			organisationName: parties.find(({ id }) => id === each.organisation)?.name ?? ''
		}))
	);
}

type Askable = FrozenPerson & { organisation: string; organisationName: string };

/** Each once for each organisation. */
const askable = (named: readonly Askable[]): Askable[] => [
	...new Map(named.map((each) => [`${each.person}.${each.organisation}`, each])).values()
];

/** The hash of what is to be decided: what each voice names. */
export const hashOfQuestion = ({ title, body }: Pick<Wish, 'title' | 'body'>): Promise<string> =>
	contentHash({ title, body });

/** Puts a question to a group of the parties' people; they hear of it. Answers its id. */
export async function askTogether(
	acting: Acting,
	document: string,
	{ id, path }: { id: string; path: string },
	wish: Wish
): Promise<Outcome<string, 'no-document' | 'not-a-writer-of-it' | GroupRefusal>> {
	const held = await findHeld(acting, document);
	if (!held) return refused('no-document');
	if (!held.isWriter && !held.isKeeper) return refused('not-a-writer-of-it');
	if (await acting.first(findQuestion(document, id))) return done(id);
	const named = await listAskable(acting, held);
	const parties = [...new Set(named.map(({ organisation }) => organisation))];
	const of = Object.entries(wish.quorum.of).filter(([party]) => parties.includes(party));
	const quorum = { ...wish.quorum, of: Object.fromEntries(of) };
	const asked = askGroup(wish.members, quorum, { parties, named });
	if (!asked.ok) return asked;
	const { name } = acting.visitor;
	const put = { ...wish, quorum, hash: await hashOfQuestion(wish) };
	await acting.run(insertQuestion(document, id, put, name));
	for (const member of asked.value.members)
		await acting.run(insertQuestionMember(document, id, member));
	await acting.run(record('document.question-asked', id, { document }));
	await tellGroup(acting, wish.members, 'decision-asked', path);
	return done(id);
}

/** Puts it in other words, or asks for other voices, on top of version `base`: what was answered counts no more (S-4). */
export async function changeQuestion(
	acting: Acting,
	document: string,
	at: { id: string; base: number; path: string },
	wish: Pick<Wish, 'title' | 'body'>
): Promise<
	Outcome<string, NotThere | 'not-a-writer-of-it' | 'not-open-for-decision'> | Stale<Asked>
> {
	const found = await findAsked(acting, document, at.id);
	if (!found.ok) return found;
	const { question, members, mayLead } = found.value;
	if (!mayLead) return refused('not-a-writer-of-it');
	if (question.title === wish.title && question.body === wish.body) return done(at.id);
	if (question.state !== 'open') return refused('not-open-for-decision');
	if (question.version !== at.base) return stale(question);
	const put = { ...wish, quorum: question.quorum, hash: await hashOfQuestion(wish) };
	await acting.run(updateQuestion(at.id, at.base, put, acting.visitor.name));
	await acting.run(record('document.question-changed', at.id, { document }));
	await tellGroup(acting, members, 'decision-changed', at.path);
	return done(at.id);
}

/** Takes it back before it is decided; what was said stays to be read. */
export async function withdrawAsked(
	acting: Acting,
	document: string,
	at: { id: string; base: number }
): Promise<
	Outcome<string, NotThere | 'not-a-writer-of-it' | 'not-open-for-decision'> | Stale<Asked>
> {
	const found = await findAsked(acting, document, at.id);
	if (!found.ok) return found;
	const { question, mayLead } = found.value;
	if (!mayLead) return refused('not-a-writer-of-it');
	if (question.state === 'withdrawn') return done(at.id);
	if (question.state !== 'open') return refused('not-open-for-decision');
	if (question.version !== at.base) return stale(question);
	await acting.run(withdrawQuestion(at.id, at.base, acting.visitor.name));
	await acting.run(record('document.question-withdrawn', at.id, { document }));
	return done(at.id);
}

/** Gives one's word on exactly the text that was read. */
export async function sayTogether(
	acting: Acting,
	document: string,
	at: { id: string; hash: string; path: string },
	word: { stand: Stand; reason: string }
): Promise<Outcome<string, NotThere | VoiceRefusal>> {
	const found = await findAsked(acting, document, at.id);
	if (!found.ok) return found;
	const { question, members } = found.value;
	const own = { person: acting.visitor.person, organisation: acting.visitor.organisation ?? '' };
	const voices = await acting.all(listVoices(at.id));
	const given = giveVoice({ ...own, ...word, hash: at.hash }, ruled(question, members));
	const last = voices.findLast(
		(each) =>
			each.person === own.person && each.organisation === own.organisation && each.hash === at.hash
	);
	// The form was sent twice: it is said already.
	const isSaid = last?.stand === word.stand && last.reason === word.reason.trim();
	if (isSaid && at.hash === question.hash) return done(at.id);
	if (!given.ok) return given;
	await acting.run(insertVoice(document, at.id, given.value, acting.visitor.name));
	await acting.run(record('document.voice', at.id, { stand: word.stand }));
	if (word.stand === 'objection') await tellGroup(acting, members, 'decision-objected', at.path);
	return done(at.id);
}

/** Closes it as decided, with the day on which the decision is looked at again. */
export async function closeTogether(
	acting: Acting,
	document: string,
	at: { id: string; base: number; path: string },
	reviewOn: Day
): Promise<
	| Outcome<string, NotThere | 'not-in-the-group' | 'not-open-for-decision' | CloseRefusal>
	| Stale<Asked>
> {
	const found = await findAsked(acting, document, at.id);
	if (!found.ok) return found;
	const { question, members, mayLead, isMember } = found.value;
	if (!mayLead && !isMember) return refused('not-in-the-group');
	if (question.state === 'decided' && question.reviewOn === reviewOn) return done(at.id);
	if (question.state !== 'open') return refused('not-open-for-decision');
	const voices = await acting.all(listVoices(at.id));
	const closed = closeDecision(ruled(question, members), voices, reviewOn, acting.today);
	if (!closed.ok) return closed;
	if (question.version !== at.base) return stale(question);
	await acting.run(decideQuestion(at.id, at.base, closed.value, acting.visitor.name));
	await acting.run(record('document.decided', at.id, { document }));
	await tellGroup(acting, members, 'decision-made', at.path);
	return done(at.id);
}

/** Looks at a decision again: it stands until the next day that is set, or is given up (null). */
export async function lookAgain(
	acting: Acting,
	document: string,
	at: { id: string; base: number; path: string },
	look: { id: string; note: string; nextOn: Day | null }
): Promise<
	| Outcome<string, NotThere | 'not-in-the-group' | 'not-decided-yet' | 'review-not-after-decision'>
	| Stale<Asked>
> {
	const found = await findAsked(acting, document, at.id);
	if (!found.ok) return found;
	const { question, members, mayLead, isMember } = found.value;
	if (!mayLead && !isMember) return refused('not-in-the-group');
	const looks = await acting.all(listSecondLooks(at.id));
	if (looks.some(({ id }) => id === look.id)) return done(at.id);
	if (question.state !== 'decided') return refused('not-decided-yet');
	if (look.nextOn !== null && look.nextOn <= acting.today)
		return refused('review-not-after-decision');
	if (question.version !== at.base) return stale(question);
	const outcome = look.nextOn === null ? 'ended' : 'stands';
	const { name } = acting.visitor;
	await acting.run(insertSecondLook(document, at.id, { ...look, on: acting.today, outcome }, name));
	await acting.run(renewDecision(at.id, at.base, look.nextOn));
	await acting.run(record('document.decision-looked-at', at.id, { outcome }));
	await tellGroup(acting, members, 'decision-looked-at', at.path);
	return done(at.id);
}

/** The question as its rules know it. */
export const ruled = (
	{ quorum, hash, state }: Pick<Asked, 'quorum' | 'hash' | 'state'>,
	members: readonly Seat[]
): Question => ({
	members: members.map(({ person, organisation }) => ({ person, organisation })),
	quorum,
	hash,
	isOpen: state === 'open'
});

async function findAsked(acting: Acting, document: string, id: string) {
	const held = await findHeld(acting, document);
	if (!held) return refused('no-document');
	const question = await find(acting, document, id);
	if (!question) return refused('no-such-question-here');
	const members = await acting.all(listQuestionMembers(id));
	const { person, organisation } = acting.visitor;
	const isMember = members.some(
		(each) => each.person === person && each.organisation === organisation
	);
	const mayLead = held.isWriter || held.isKeeper;
	// Held, so that nobody's word comes between counting and closing; who may only read it holds nothing.
	if (isMember || mayLead) await acting.first(holdQuestion(document, id));
	const now = (await find(acting, document, id)) ?? question;
	return done({ question: now, members, isMember, mayLead });
}

const find = (acting: Acting, document: string, id: string) =>
	acting.first(findQuestion(document, id));

const tellGroup = (acting: Acting, members: readonly Seat[], kind: string, path: string) =>
	tellPeople(
		acting,
		[...new Set(members.map(({ person }) => person))].filter(
			(person) => person !== acting.visitor.person
		),
		kind,
		path
	);
