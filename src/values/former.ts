/**
 * How a row stood before it was put right, its columns by their names as the database keeps them. Moments as the database writes them.
 */
export type Former = Readonly<Record<string, unknown>> & {
	/** When it was written; null where nobody has kept that. */
	at: string | null;
	/** Who wrote it; empty where it was the citizen's own to say, or nobody has kept it. */
	by: string;
	/** When it was put right; not there for what was put right before that was kept. */
	until?: string;
};
