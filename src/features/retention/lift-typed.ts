/** What was typed to lift a hold and came back: where it stands on the page, and what to show where its form is there no more. */
type Typed = Partial<Record<string, string>> | undefined;

/** The id of the field that a problem is about: each hold has its own form, with a field of the same name. */
export const fieldOfLift = (typed: Typed) => (name: string) =>
	name === 'why' ? `why-${typed?.hold}` : name;

/** What was written to lift a hold that is not among those that stand: it was lifted meanwhile, and its form is off the page. */
export const lostWhy = (
	holds: readonly { id: string; liftedAt: Date | null }[],
	typed: Typed
): string =>
	holds.some(({ id, liftedAt }) => id === typed?.hold && !liftedAt) ? '' : (typed?.why ?? '');
