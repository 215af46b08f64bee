/** The declaration of confidentiality that people outside the authorities accept before they open a pathway (L-5). */

/** The text that is accepted now; another text is another version, and is asked for anew by an administrator. */
export const DECLARATION_VERSION = '2026-11';
