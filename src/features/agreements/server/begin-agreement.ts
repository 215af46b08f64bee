import {
	beginDocument,
	type BeginningRefusal,
	type BeginningWish
} from '#features/documents/server/begin-document.ts';
import type { Template } from '#features/documents/template.rules.ts';
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
	template: Template,
	wish: Omit<BeginningWish, 'agreedBy'>
): Promise<Outcome<string, BeginningRefusal>> =>
	beginDocument(acting, template, { ...wish, agreedBy: AGREED_BY[wayOf(kind)] }, pathOf);
