/** What is different where the citizen is under 18. */
/** an effort that is not the right one is stopped, or goes on otherwise until the child is assessed anew. */
export const COURSES = ['stopped', 'adjusted'] as const;
export type Course = (typeof COURSES)[number];

/** those who are asked, and cannot say yes before the need is assessed for them. */
export const awaitingAssessment = <Asked extends { id: string; isAsked: boolean }>(
	organisations: readonly Asked[],
	assessments: readonly { organisation: string; isVoid: boolean }[]
): Asked[] =>
	organisations.filter(
		({ id, isAsked }) =>
			isAsked && !assessments.some(({ organisation, isVoid }) => organisation === id && !isVoid)
	);
