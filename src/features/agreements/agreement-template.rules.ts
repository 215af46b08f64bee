/** The templates that agreements are written from, each with its edition; one that is superseded stays for those begun with it. */
import type { Template } from '#features/documents/template.rules.ts';
import { activityAgreementTemplate } from './activity-agreement-template.rules.ts';
import { cooperationAgreementTemplate } from './cooperation-agreement-template.rules.ts';
import { cooperationContractTemplate } from './cooperation-contract-template.rules.ts';
import type { AgreementKind } from './kind.rules.ts';
import { partnershipAgreementTemplate } from './partnership-agreement-template.rules.ts';
import { signedElsewhereTemplate } from './signed-elsewhere-template.rules.ts';

const TEMPLATES: readonly Template[] = [
	cooperationContractTemplate,
	cooperationAgreementTemplate,
	partnershipAgreementTemplate,
	activityAgreementTemplate,
	signedElsewhereTemplate
];

/** The template an agreement began with; undefined where that edition is gone. */
export const findAgreementTemplate = (key: string, edition: number): Template | undefined =>
	TEMPLATES.find((each) => each.key === key && each.edition === edition);

/** The template a new agreement of this kind begins with. */
export function newestTemplateOf(kind: AgreementKind): Template {
	const editions = TEMPLATES.filter(({ key }) => key === kind);
	const newest = editions.toSorted((a, b) => b.edition - a.edition)[0];
	if (!newest) throw new Error(`There is no template for ${kind}.`);
	return newest;
}
