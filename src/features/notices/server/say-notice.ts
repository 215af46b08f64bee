/**
 * A notice as a sentence. Kinds are made by every part of Samspil, so the sentence is found by its name,
 * `notice_<kind>`; on the server, so that a browser need not carry every message there is.
 */
import { m } from '#messages';

const sentences = m as unknown as Record<string, (() => string) | undefined>;

/** The sentence for a kind, in the language of the request; a neutral one for a kind we have no words for. */
export const sayNotice = (kind: string): string =>
	Object.hasOwn(m, keyOf(kind)) ? sentences[keyOf(kind)]!() : m.notice_unknown();

const keyOf = (kind: string) => `notice_${kind.replaceAll('-', '_')}`;
