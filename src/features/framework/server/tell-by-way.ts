/** What is done about telling of the version in force: those named for it are asked, and say when they have. */
import { holdsCprNumber } from '#values/cpr-number.ts';
import type { Answers } from '#features/documents/template.rules.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { queueMail } from '#server/mail.queries.ts';
import { leaveNotice } from '#server/notice.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { asContent } from '../draft.rules.ts';
import { mayTell, toldOn, waysIn, whoTells, type Way } from '../telling.rules.ts';
import { seatOfVisitor } from './find-writable.ts';
import { findFramework } from './framework.queries.ts';
import { insertTelling, listTellings, markTakenBack, type NewTelling } from './telling.queries.ts';
import { findEstablished } from './version.queries.ts';

/** Asks everybody who is named for a way of a version that is in force now: a notice, and a mail that says that one waits. */
export async function askToTell(acting: Acting, answers: Answers): Promise<void> {
	const path = '/framework/telling';
	for (const person of whoTells(waysIn(answers))) {
		await acting.run(leaveNotice(person, 'framework-to-tell', path));
		await acting.run(queueMail({ kind: 'notice', to: { person }, words: { path } }));
	}
}

type Refusal = 'not-there' | 'not-a-teller';

/** Writes down that the version in force was told by one of its ways. The same form sent twice counts once. */
export async function tellByWay(
	acting: Acting,
	version: string,
	wish: NewTelling
): Promise<
	Outcome<true, Refusal | 'in-the-future' | 'told-before-in-force' | 'names-a-citizen'> | SentBefore
> {
	const found = await findWay(acting, version, (way) => way.id === wish.way);
	if (!found.ok) return found;
	const day = toldOn(wish.on, { today: acting.today, inForceSince: found.value.inForceSince });
	if (!day.ok) return day;
	if (holdsCprNumber(wish.note)) return refused('names-a-citizen');
	if ((await acting.run(insertTelling(version, wish, acting.visitor.name))) === 0) {
		const before = (await acting.all(listTellings(version))).find(({ id }) => id === wish.id);
		const { on, note } = wish;
		const met = meetSaved(before ? { on: before.on, note: before.note } : {}, { on, note });
		return met.ok ? done(true) : met;
	}
	await acting.run(record('framework.told-by-way', version, { way: found.value.way.way }));
	return done(true);
}

/** Takes back what was written down by mistake: it stays, with who took it back. Doing it twice changes nothing. */
export async function takeBackTelling(
	acting: Acting,
	version: string,
	id: string
): Promise<Outcome<true, Refusal>> {
	const telling = (await acting.all(listTellings(version))).find((each) => each.id === id);
	const found = await findWay(acting, version, (way) => !telling || way.id === telling.way);
	if (!found.ok) return found;
	if (!telling) return done(true);
	if ((await acting.run(markTakenBack(version, id, acting.visitor.name))) > 0)
		await acting.run(
			record('framework.not-told-by-way', version, {
				telling: id,
				way: found.value.way.way,
				on: telling.on
			})
		);
	return done(true);
}

/** A way of the version in force that is meant, where the acting person may say that it was told by it. */
async function findWay(
	acting: Acting,
	version: string,
	isMeant: (way: Way) => boolean
): Promise<Outcome<{ way: Way; inForceSince: string }, Refusal>> {
	const [framework, inForce] = await Promise.all([
		acting.first(findFramework()),
		acting.first(findEstablished())
	]);
	if (!framework?.establishedOn || inForce?.id !== version) return refused('not-there');
	const meant = waysIn(asContent(inForce.content).answers).filter(isMeant);
	if (meant.length === 0) return refused('not-there');
	const way = meant.find((each) => mayTell(seatOfVisitor(acting), framework, each));
	if (!way) return refused('not-a-teller');
	return done({ way, inForceSince: framework.establishedOn });
}
