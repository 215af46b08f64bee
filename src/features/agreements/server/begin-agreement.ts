import {
	beginDocument,
	type BeginningRefusal,
	type BeginningWish
} from '#features/documents/server/begin-document.ts';
import type { Shelved } from '#features/documents/edition.rules.ts';
import type { Acting } from '#server/acting.ts';
import type { Outcome } from '#values/outcome.ts';
import { wayOf, type AgreementKind } from '../kind.rules.ts';

/** The page of an agreement. */
export const pathOf = (agreement: string): string => `/agreements/${agreement}`;

const AGREED_BY = {
	signatures: 'signature',
	confirmations: 'confirmation',
	outside: 'outside'
} as const;

/** Begins an agreement of a kind; answers its id. */
export const beginAgreement = (
	acting: Acting,
	kind: AgreementKind,
	template: Shelved,
	wish: Omit<BeginningWish, 'agreedBy'>
): Promise<Outcome<string, BeginningRefusal>> =>
	beginDocument(acting, template, { ...wish, agreedBy: AGREED_BY[wayOf(kind)] }, pathOf);
