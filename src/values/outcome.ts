/** What a rule or a verb answers: the value, or the reason it was refused. */
export type Outcome<Value, Reason extends string> =
	| { ok: true; value: Value }
	| { ok: false; reason: Reason };

export const done = <Value>(value: Value) => ({ ok: true, value }) as const;

export const refused = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const;

/** A write that was based on a version which is no longer the newest: what is saved now. */
export type Stale<Saved> = { ok: false; reason: 'stale'; saved: Saved };

export const stale = <Saved>(saved: Saved) => ({ ok: false, reason: 'stale', saved }) as const;

/** What a form holds, by the names of its inputs. */
export type Texts = Readonly<Record<string, string>>;

/** A form came again under the id of what it had made, and says something else: what was saved then. */
export type SentBefore = { ok: false; reason: 'sent-before'; saved: Texts };

/**
 * A form that comes again, by a double click or the browser's way back: done where it says what was `saved` under its
 * id, else what was saved.
 */
export function meetSaved(saved: Texts, sent: Texts): { ok: true; value: null } | SentBefore {
	const names = Object.keys(sent);
	if (names.every((name) => (saved[name] ?? '') === sent[name])) return done(null);
	return {
		ok: false,
		reason: 'sent-before',
		saved: Object.fromEntries(names.map((name) => [name, saved[name] ?? '']))
	};
}
