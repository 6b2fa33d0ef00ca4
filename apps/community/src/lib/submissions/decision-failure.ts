import type { Failure } from '@kith/client/failure';
import { m } from '#lib/paraglide/messages.js';
import { failureText } from '#lib/shell/failure-text.ts';

/** Why a decision was not taken: mostly that somebody else was faster, and who. */
export function decisionFailure(failure: Failure): string {
	if (failure.code !== 'approval.already_handled') return failureText(failure);
	const { by, verdict } = failure.details;
	const name = typeof by === 'string' ? by : '';
	if (!name) return m.review_already();
	return verdict === 'published'
		? m.review_already_approved({ name })
		: m.review_already_rejected({ name });
}
