/** What is done with the activities of the action plan: proposed, taken on, changed, moved on, counted, talked about. */
import { holdsCprNumber } from '#values/cpr-number.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import type { Day } from '#values/day.ts';
import {
	done,
	meetSaved,
	refused,
	stale,
	type Outcome,
	type SentBefore,
	type Stale,
	type Texts
} from '#values/outcome.ts';
import {
	checkOccurrence,
	moveTo,
	shapeTiming,
	type Goal,
	type OccurrenceProblem,
	type Part,
	type Standing,
	type TimingWish
} from '../action-plan.rules.ts';
import {
	deleteOccurrence,
	findActivity,
	findPlanPart,
	findPlanPerson,
	insertActivity,
	insertOccurrence,
	insertPlanComment,
	listOccurrences,
	listPlanComments,
	updateActivity,
	updateStanding,
	type Activity,
	type Written
} from './action-plan.queries.ts';

/** An activity as it was typed: who is one of the people, or a role at an organisation. */
export type ActivityWish = TimingWish & {
	what: string;
	words: string;
	goals: Goal[];
	responsible: { person: string; organisation: string } | null;
	organisation: string | null;
	role: string;
};

/** Why an activity is not written: the field that has to be mended says so. */
export type ActivityProblem =
	| 'until-missing'
	| 'until-before-from'
	| 'times-missing'
	| 'responsible-missing'
	| 'responsible-twice'
	| 'names-a-citizen';

/** Proposes an activity; whoever decides on the plan puts it there at once. The same form sent twice makes one. */
export async function proposeActivity(
	acting: Acting,
	id: string,
	wish: ActivityWish
): Promise<Outcome<string, 'not-there' | ActivityProblem> | SentBefore> {
	const part = await acting.first(findPlanPart());
	if (!part?.takesPart) return refused('not-there');
	const written = await shape(acting, wish);
	if (!written.ok) return written;
	const standing = part.decides ? 'planned' : 'proposed';
	const by = acting.visitor.name;
	if (
		(await acting.run(insertActivity(id, part.framework, written.value, { standing, by }))) === 0
	) {
		const before = await acting.first(findActivity(id));
		if (!before) return refused('not-there');
		const met = meetSaved(textsOf(before), textsOf(written.value));
		return met.ok ? done(id) : met;
	}
	await acting.run(record(`activity.${standing}`, id));
	if (standing === 'planned') await tellResponsible(acting, id, written.value.responsible.person);
	return done(id);
}

/** Changes an activity, on top of `version`. Only whoever decides on the plan does. */
export async function changeActivity(
	acting: Acting,
	id: string,
	version: number,
	wish: ActivityWish
): Promise<Outcome<true, 'not-there' | ActivityProblem> | Stale<Activity>> {
	const { part, activity } = await findPart(acting, id);
	if (!activity || !part.decides) return refused('not-there');
	const shaped = await shape(acting, wish);
	if (!shaped.ok) return shaped;
	const written = shaped.value;
	if (meetSaved(textsOf(activity), textsOf(written)).ok) return done(true);
	if ((await acting.run(updateActivity(id, version, written, acting.visitor.name))) === 0)
		return stale((await acting.first(findActivity(id)))!);
	await acting.run(record('activity.changed', id));
	const { person } = written.responsible;
	if (activity.standing !== 'proposed' && person !== activity.responsible.person)
		await tellResponsible(acting, id, person);
	return done(true);
}

/** Says how far an activity has come, on top of `version`: whoever decides on the plan, or answers for it. */
export async function moveActivity(
	acting: Acting,
	id: string,
	version: number,
	to: Standing
): Promise<Outcome<true, 'not-there' | 'not-plan-writer' | 'not-on-plan'> | Stale<Activity>> {
	const { part, activity } = await findPart(acting, id);
	if (!activity) return refused('not-there');
	const moved = moveTo(part, activity.standing, to);
	if (!moved.ok) return moved;
	if (activity.standing === to) return done(true);
	if ((await acting.run(updateStanding(id, version, to, acting.visitor.name))) === 0)
		return stale((await acting.first(findActivity(id)))!);
	await acting.run(record(`activity.${to}`, id));
	if (activity.standing === 'proposed' && to !== 'dropped')
		await tellResponsible(acting, id, activity.responsible.person);
	return done(true);
}

/** Writes down that an activity that comes again was held. The same form sent twice counts once. */
export async function countOccurrence(
	acting: Acting,
	activity: string,
	{ id, on, note }: { id: string; on: Day; note: string }
): Promise<
	| Outcome<true, 'not-there' | 'not-plan-writer' | OccurrenceProblem | 'names-a-citizen'>
	| SentBefore
> {
	const found = await findPart(acting, activity);
	if (found.activity?.timing.kind !== 'yearly') return refused('not-there');
	if (!found.part.decides && !found.part.answersFor) return refused('not-plan-writer');
	if (found.activity.standing === 'proposed') return refused('not-there');
	const meetSent = async () => {
		const before = (await acting.all(listOccurrences(activity))).find((each) => each.id === id);
		return before && meetSaved({ on: before.on, note: before.note }, { on, note });
	};
	const sent = await meetSent();
	if (sent) return sent.ok ? done(true) : sent;
	const { timing, held } = found.activity;
	const may = checkOccurrence(on, timing, held, acting.today);
	if (!may.ok) return may;
	if (holdsCprNumber(note)) return refused('names-a-citizen');
	if ((await acting.run(insertOccurrence(activity, { id, on, note }, acting.visitor.name))) === 0) {
		const met = (await meetSent()) ?? refused('not-there');
		return met.ok ? done(true) : met;
	}
	await acting.run(record('activity.held', activity, { on }));
	return done(true);
}

/** Takes back a time that was written down by mistake. Doing it twice changes nothing. */
export async function takeBackOccurrence(
	acting: Acting,
	activity: string,
	id: string
): Promise<Outcome<true, 'not-there' | 'not-plan-writer'>> {
	const { part, activity: found } = await findPart(acting, activity);
	if (!found) return refused('not-there');
	if (!part.decides && !part.answersFor) return refused('not-plan-writer');
	if ((await acting.run(deleteOccurrence(activity, id))) > 0)
		await acting.run(record('activity.not-held', activity));
	return done(true);
}

/** Says something to an activity, as one of those who work on the framework. */
export async function commentActivity(
	acting: Acting,
	activity: string,
	{ id, body }: { id: string; body: string }
): Promise<Outcome<true, 'not-there' | 'names-a-citizen'> | SentBefore> {
	const { part, activity: found } = await findPart(acting, activity);
	if (!found || !part.takesPart) return refused('not-there');
	if (holdsCprNumber(body)) return refused('names-a-citizen');
	if ((await acting.run(insertPlanComment(activity, id, body, acting.visitor.name))) === 0) {
		const before = (await acting.all(listPlanComments(activity))).find((each) => each.id === id);
		const met = meetSaved({ body: before?.body ?? '' }, { body });
		return met.ok ? done(true) : met;
	}
	await acting.run(record('activity.commented', activity));
	return done(true);
}

/** The activity, and who the acting person is to it. */
async function findPart(acting: Acting, id: string) {
	const [place, activity] = await Promise.all([
		acting.first(findPlanPart()),
		acting.first(findActivity(id))
	]);
	const { person, organisation } = acting.visitor;
	const part: Part = {
		decides: place?.decides ?? false,
		takesPart: place?.takesPart ?? false,
		answersFor:
			activity?.responsible.person === person && activity.responsible.organisation === organisation
	};
	return { part, activity };
}

/** somebody by name, or a role at an organisation; and never a citizen. */
async function shape(
	acting: Acting,
	wish: ActivityWish
): Promise<Outcome<Written, ActivityProblem>> {
	const { what, words, goals, responsible, organisation, role } = wish;
	const timing = shapeTiming(wish);
	if (!timing.ok) return timing;
	if ([what, words, role].some(holdsCprNumber)) return refused('names-a-citizen');
	if (responsible && role !== '') return refused('responsible-twice');
	const person =
		responsible &&
		(await acting.first(findPlanPerson(responsible.person, responsible.organisation)));
	if (responsible && person)
		return done({
			what,
			words,
			goals,
			timing: timing.value,
			responsible: { ...responsible, role: person.name }
		});
	if (responsible || organisation === null || role === '') return refused('responsible-missing');
	return done({
		what,
		words,
		goals,
		timing: timing.value,
		responsible: { organisation, person: null, role }
	});
}

function textsOf(each: Written | Activity): Texts {
	const { what, words, goals, timing, responsible } = each;
	const name = 'role' in responsible ? responsible.role : responsible.name;
	return {
		what,
		words,
		goals: [...goals].sort().join(' '),
		timing: timing.kind,
		from: timing.from,
		until: timing.kind === 'day' ? '' : (timing.until ?? ''),
		times: timing.kind === 'yearly' ? String(timing.times) : '',
		responsible: `${responsible.person ?? ''}.${responsible.organisation}.${name}`
	};
}

async function tellResponsible(acting: Acting, id: string, person: string | null) {
	if (person === null || person === acting.visitor.person) return;
	const path = `/framework/plan/${id}`;
	await acting.run(leaveNotice(person, 'framework-activity', path));
	await acting.run(queueMail({ kind: 'notice', to: { person }, words: { path } }));
}
