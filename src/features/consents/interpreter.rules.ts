/** Whether an interpreter helped when something was said yes or no to: who, how, in which language (L-23). */

/** How the interpreter was there. */
export const INTERPRETED = ['present', 'video', 'phone'] as const;
export type Interpreted = (typeof INTERPRETED)[number];

export type Interpreter = {
	interpreterUsed: boolean;
	/** Who it was, or where they come from. */
	interpreter: string;
	interpreterHow: Interpreted | null;
	interpreterLanguage: string;
	/** Of age, and neither a relative nor the companion. */
	interpreterAdult: boolean;
};

export const NO_INTERPRETER: Interpreter = {
	interpreterUsed: false,
	interpreter: '',
	interpreterHow: null,
	interpreterLanguage: '',
	interpreterAdult: false
};

/** The fields that lack something, or say something of an interpreter who was not there; each once. */
export function lacksOf(said: Interpreter): (keyof Interpreter)[] {
	const { interpreterUsed, interpreter, interpreterHow, interpreterLanguage, interpreterAdult } =
		said;
	if (!interpreterUsed) {
		const isSilent = !interpreter && !interpreterHow && !interpreterLanguage && !interpreterAdult;
		return isSilent ? [] : ['interpreterUsed'];
	}
	return [
		...(interpreter ? [] : ['interpreter' as const]),
		...(interpreterHow ? [] : ['interpreterHow' as const]),
		...(interpreterLanguage ? [] : ['interpreterLanguage' as const]),
		...(interpreterAdult ? [] : ['interpreterAdult' as const])
	];
}
