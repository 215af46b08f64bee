/** Whether an error says that a pathway is closed: nothing is written on it until it is opened again (0250_closing.sql). */
export const isClosed = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'SA001';
