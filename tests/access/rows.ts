/**
 * The access matrix: of every page and every form, who gets what. It says what is right (product.md, rules.md), and the
 * story in tests/stories/access-matrix.story.ts asks the running Samspil whether it is so.
 *
 * A new page or action fails that story until it has its row here.
 */
import { accountRows } from './account-rows.ts';
import { administrationRows } from './administration-rows.ts';
import { agreementRows } from './agreement-rows.ts';
import { formRows } from './form-rows.ts';
import { concernRows } from './concern-rows.ts';
import { consentRows } from './consent-rows.ts';
import { collaborationRows } from './collaboration-rows.ts';
import { digitalPostRows } from './digital-post-rows.ts';
import { directoryRows } from './directory-rows.ts';
import { emergencyRows } from './emergency-rows.ts';
import { followUpRows } from './follow-up-rows.ts';
import { frameworkRows } from './framework-rows.ts';
import { involvingRows } from './involving-rows.ts';
import { citizenRows } from './citizen-rows.ts';
import { groupMeetingRows } from './group-meeting-rows.ts';
import { meetingRows } from './meeting-rows.ts';
import { courseRows } from './course-rows.ts';
import { networkRows } from './network-rows.ts';
import { certificateRows } from './certificate-rows.ts';
import { responsibleRows } from './responsible-rows.ts';
import { organisationRows } from './organisation-rows.ts';
import { pathwayRows } from './pathway-rows.ts';
import { keptRows } from './kept-rows.ts';
import { retentionRows } from './retention-rows.ts';
import { theoryRows } from './theory-rows.ts';
import type { Row } from './row.ts';

export const ROWS: readonly Row[] = [
	...accountRows,
	...administrationRows,
	...collaborationRows,
	...frameworkRows,
	...agreementRows,
	...formRows,
	...pathwayRows,
	...involvingRows,
	...concernRows,
	...consentRows,
	...groupMeetingRows,
	...meetingRows,
	...digitalPostRows,
	...citizenRows,
	...networkRows,
	...courseRows,
	...emergencyRows,
	...retentionRows,
	...keptRows,
	...theoryRows,
	...followUpRows,
	...directoryRows,
	...certificateRows,
	...responsibleRows,
	...organisationRows
];
