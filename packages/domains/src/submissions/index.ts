import type { Domain } from '../domain.ts';
import { submissionsConsumers } from './submissions.consumers.ts';
import { submissionsEvents } from './submissions.events.ts';
import { submissionsPermissions, submissionsPolicy } from './submissions.policy.ts';

export { holdChange } from './hold-change.ts';
export { hold } from './hold.ts';
export { needsApproval, whyHeld } from './needs-approval.ts';
export {
	deleteSubmission,
	queuePage,
	submissionById,
	submissionsOf,
	submissionTitle,
	submissionView,
	updateSubmission,
	waitingBefore,
	MOST_COUNTED,
	waitingCounts,
	waitingLonger,
} from './submissions.queries.ts';

export const submissions = {
	policy: submissionsPolicy,
	permissions: submissionsPermissions,
	events: submissionsEvents,
	consumers: submissionsConsumers,
} as const satisfies Domain;
