/** What a rule or a verb answers: the value, or the reason it was refused. */
export type Outcome<Value, Reason extends string> =
	| { ok: true; value: Value }
	| { ok: false; reason: Reason };

export const done = <Value>(value: Value) => ({ ok: true, value }) as const;

export const refused = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const;

/** A write that was based on a version which is no longer the newest: what is saved now. */
export type Stale<Saved> = { ok: false; reason: 'stale'; saved: Saved };

export const stale = <Saved>(saved: Saved) => ({ ok: false, reason: 'stale', saved }) as const;
