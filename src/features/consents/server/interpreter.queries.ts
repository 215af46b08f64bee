/** An interpreter, as the columns of a yes or a no keep it. */
import type { Interpreter } from '../interpreter.rules.ts';

export const asColumns = (said: Interpreter) => ({
	interpreter_used: said.interpreterUsed,
	interpreter: said.interpreter,
	interpreter_how: said.interpreterHow,
	interpreter_language: said.interpreterLanguage,
	interpreter_adult: said.interpreterAdult
});
