import { findAgreed } from '#features/documents/server/find-agreed.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, stale, type Outcome, type Stale } from '#values/outcome.ts';
import { reportOn, type Report, type ReportRefusal } from '../obligation.rules.ts';
import { keepDays } from './keep-alive.ts';
import { findObligation, updateObligation } from './obligation.queries.ts';

type Refusal =
	| 'no-document'
	| 'not-in-force-yet'
	| 'no-such-promise'
	| 'not-a-writer-of-it'
	| ReportRefusal;
type Promised = Awaited<ReturnType<typeof findPromise>>;

/** Tells how one of one's organisation's promises goes, with what shows it, on top of version `base`. */
export async function reportPromise(
	acting: Acting,
	agreement: string,
	at: { promise: string; base: number },
	report: Report
): Promise<Outcome<string, Refusal> | Stale<NonNullable<Promised>>> {
	const found = await findAgreed(acting, agreement);
	if (!found.ok) return found;
	if (!found.value.document.isKeeper) return refused('not-a-writer-of-it');
	const promise = await findPromise(acting, agreement, at.promise);
	if (!promise) return refused('no-such-promise');
	const organisation = acting.visitor.organisation ?? '';
	const told = reportOn(promise, report, organisation, found.value.parties);
	if (!told.ok) return told;
	// The form was sent twice: it says so already.
	if (promise.status === told.value.status && promise.evidence === told.value.evidence)
		return done(at.promise);

	const written =
		promise.version === at.base
			? await acting.run(updateObligation(at.promise, at.base, told.value, acting.visitor.name))
			: 0;
	if (written === 0) return stale((await findPromise(acting, agreement, at.promise))!);
	await acting.run(record('agreement.promise', at.promise, { status: report.status }));
	await keepDays(acting, agreement);
	return done(at.promise);
}

const findPromise = async (acting: Acting, agreement: string, id: string) => {
	const promise = await acting.first(findObligation(id));
	return promise?.agreement === agreement ? promise : undefined;
};
