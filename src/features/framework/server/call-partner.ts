/** A partner who is told of the version in force by telephone: nobody there has an account, or they would rather be rung. */
import { holdsCprNumber } from '#values/cpr-number.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { asContent } from '../draft.rules.ts';
import { mayWrite } from '../framework.rules.ts';
import { partnersOf } from '../reading.rules.ts';
import { toldOn } from '../telling.rules.ts';
import { deleteCall, insertCall, listCalls, type NewCall } from './call.queries.ts';
import { seatOfVisitor } from './find-writable.ts';
import { findFramework } from './framework.queries.ts';
import { findEstablished } from './version.queries.ts';

type Refusal = 'not-there' | 'not-a-writer';

/** Writes down that a partner was told by telephone. The same form sent twice counts once. */
export async function callPartner(
	acting: Acting,
	version: string,
	call: NewCall
): Promise<
	Outcome<true, Refusal | 'in-the-future' | 'told-before-in-force' | 'names-a-citizen'> | SentBefore
> {
	const found = await findCallable(acting, version);
	if (!found.ok) return found;
	if (!found.value.partners.includes(call.organisation)) return refused('not-there');
	const day = toldOn(call.on, { today: acting.today, inForceSince: found.value.inForceSince });
	if (!day.ok) return day;
	if (holdsCprNumber(call.spokeWith)) return refused('names-a-citizen');
	if ((await acting.run(insertCall(version, call, acting.visitor.name))) === 0) {
		const before = (await acting.all(listCalls(version))).find(({ id }) => id === call.id);
		const said = ({ organisation, on, spokeWith, isRead }: NewCall) => ({
			organisation,
			on,
			spokeWith,
			read: isRead ? 'yes' : 'no'
		});
		const met = meetSaved(before ? said(before) : {}, said(call));
		return met.ok ? done(true) : met;
	}
	await acting.run(
		record('framework.told-by-telephone', version, { id: call.id, organisation: call.organisation })
	);
	return done(true);
}

/** Takes back what was written down by mistake. Doing it twice changes nothing. */
export async function takeBackCall(
	acting: Acting,
	version: string,
	id: string
): Promise<Outcome<true, Refusal>> {
	const found = await findCallable(acting, version);
	if (!found.ok) return found;
	const gone = await acting.first(deleteCall(version, id));
	if (gone) await acting.run(record('framework.not-told-by-telephone', version, { id, ...gone }));
	return done(true);
}

/** The partners of the version in force, where the acting person writes the framework. */
async function findCallable(
	acting: Acting,
	version: string
): Promise<Outcome<{ partners: string[]; inForceSince: string }, Refusal>> {
	const [framework, inForce] = await Promise.all([
		acting.first(findFramework()),
		acting.first(findEstablished())
	]);
	if (!framework?.establishedOn || inForce?.id !== version) return refused('not-there');
	if (!mayWrite(seatOfVisitor(acting), framework)) return refused('not-a-writer');
	const partners = partnersOf(asContent(inForce.content).answers, framework.host);
	return done({ partners, inForceSince: framework.establishedOn });
}
