/** What a rule or a verb answers: the value, or the reason it was refused. */
export type Outcome<Value, Reason extends string> =
	| { ok: true; value: Value }
	| { ok: false; reason: Reason };

export const done = <Value>(value: Value) => ({ ok: true, value }) as const;

export const refused = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const;
