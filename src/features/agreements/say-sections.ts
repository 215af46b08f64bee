/** The sections of an agreement as people refer to them: numbered, with an annex after them all. */
import type { FrozenDocument } from '#features/documents/frozen.rules.ts';
import type { Section } from '#features/documents/template.rules.ts';
import { m } from '#messages';

/**
 * The sections in the order in which they are read, each with its number in its name ('7. Løbetid'), the same on the screen and on
 * every paper. An annex has none, and neither has the only section of an agreement: point 1 of one says nothing.
 */
export function numberedSections({ template, language, sections }: FrozenDocument): Section[] {
	const ordered = inReadingOrder(template.key, sections);
	return ordered.map((section, at) => ({ ...section, label: named(section, at + 1) }));

	function named({ key, label }: Section, number: number) {
		if (isAnnex(template.key, key))
			return m.agreement_annex({ section: label }, { locale: language });
		return ordered.length > 1 ? `${number}. ${label}` : label;
	}
}

/** what each party of a contract expects follows all that they have agreed on. */
export const inReadingOrder = <Each extends { key: string }>(
	template: string,
	sections: readonly Each[]
): Each[] => [
	...sections.filter(({ key }) => !isAnnex(template, key)),
	...sections.filter(({ key }) => isAnnex(template, key))
];

const isAnnex = (template: string, section: string) =>
	template === 'cooperation-contract' && section === 'expectations';
