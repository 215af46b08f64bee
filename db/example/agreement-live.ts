/** What the agreement about the nights has set going besides its promises: its meetings, and whom to turn to. */
import {
	liveObjectsOf,
	signedOf,
	type LiveObject
} from '#features/agreements/live-objects.rules.ts';
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import { solby } from './people.ts';
import { SIGNED } from './agreement-promises.ts';

/** Brings meetings and contacts of what was signed to life, as the program does with the last signature. */
export async function writeLive(
	{ write, moment }: Example,
	agreement: string,
	frozen: FrozenDocument,
	term: { from: string; until: string | null }
): Promise<void> {
	const said = signedOf(frozen, { from: term.from, lastDay: term.until });
	for (const object of liveObjectsOf(said)) {
		if (object.kind === 'obligation') continue;
		const who = seatOf(object);
		await write(
			tables.insertInto('agreement_live').values({
				tenant_id: solby.id,
				id: idOf(`live ${object.key}`),
				document_id: agreement,
				live_key: object.key,
				kind: object.kind,
				said: JSON.stringify(object),
				person_id: who?.person ?? null,
				organisation_id: who?.organisation ?? null,
				changed_at: moment(SIGNED, '11:00')
			})
		);
	}
}

function seatOf(object: LiveObject) {
	if (object.kind === 'contact') return object.person;
	return object.kind === 'series' ? object.convener : null;
}
