/** The templates that agreements are written from, each with its edition; one that is superseded stays for those begun with it. */
import { adapt, type Changes } from '#features/documents/adaptation.rules.ts';
import type { Shelved } from '#features/documents/edition.rules.ts';
import type { Template } from '#features/documents/template.rules.ts';
import { activityAgreementTemplate } from './activity-agreement-template.rules.ts';
import { cooperationAgreementTemplate } from './cooperation-agreement-template.rules.ts';
import { cooperationContractTemplate } from './cooperation-contract-template.rules.ts';
import type { AgreementKind } from './kind.rules.ts';
import { partnershipAgreementTemplate } from './partnership-agreement-template.rules.ts';
import { secondEditions } from './second-editions.rules.ts';
import { signedElsewhereTemplate } from './signed-elsewhere-template.rules.ts';

const TEMPLATES: readonly Template[] = [
	cooperationContractTemplate,
	cooperationAgreementTemplate,
	partnershipAgreementTemplate,
	activityAgreementTemplate,
	...secondEditions,
	signedElsewhereTemplate
];

/** The original with this key and edition; undefined where that edition is gone. */
export const findAgreementTemplate = (key: string, edition: number): Template | undefined =>
	TEMPLATES.find((each) => each.key === key && each.edition === edition);

/** A municipality's own version of a template, as it is kept. */
export type KeptRevision = { owner: string; revision: number; edition: number; changes: Changes };

/**
 * The template an agreement is written on: the original, or the municipality's own version of it. Undefined where it has
 * vanished: the original's edition is gone, its own version is, or what that changes fits the original no more.
 */
export function pinnedTemplate(
	pin: { template: string; edition: number; revision: number | null },
	own: KeptRevision | undefined
): Shelved | undefined {
	const original = findAgreementTemplate(pin.template, pin.edition);
	if (!original || pin.revision === null) return original;
	if (own?.revision !== pin.revision || own.edition !== pin.edition) return undefined;
	return ownTemplateOf(original, own);
}

/** What a new agreement of this kind begins with: the municipality's own version where it has one, else the original. */
export function shelvedTemplateOf(kind: AgreementKind, own: KeptRevision | undefined): Shelved {
	const original = own && findAgreementTemplate(kind, own.edition);
	return (original && own && ownTemplateOf(original, own)) ?? newestTemplateOf(kind);
}

/** The original as its owner has adapted it; undefined where that cannot be. */
export function ownTemplateOf(
	original: Template,
	{ owner, revision, changes }: KeptRevision
): Shelved | undefined {
	const { key, edition } = original;
	const adapted = adapt(original, { ...changes, owner, revision, original: { key, edition } });
	return adapted.ok ? adapted.value : undefined;
}

/** The editions of the original, the newest last. */
export const listEditions = (kind: AgreementKind): Template[] =>
	TEMPLATES.filter(({ key }) => key === kind).toSorted((a, b) => a.edition - b.edition);

/** The newest original of this kind. */
export function newestTemplateOf(kind: AgreementKind): Template {
	const newest = listEditions(kind).at(-1);
	if (!newest) throw new Error(`There is no template for ${kind}.`);
	return newest;
}
