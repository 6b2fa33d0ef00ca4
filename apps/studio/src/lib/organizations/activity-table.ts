import type { Activity } from '@kith/domains/organizations/schema';
import { csvLine } from '#lib/studio/csv.ts';
import { m } from '#lib/paraglide/messages.js';

type Entry = Activity['items'][number];

export const activityHeadings = () => [
	...[m.audit_column_number(), m.audit_column_when(), m.audit_column_actor()],
	...[m.audit_column_action(), m.audit_column_target(), m.audit_before(), m.audit_after()],
];

/** An entry as a line of the table; what was changed is JSON in one cell each. */
export function activityLine({
	number,
	at,
	actorName,
	action,
	label,
	before,
	after,
}: Entry): string {
	const state = (value: unknown) => (value ? JSON.stringify(value) : '');
	return csvLine([
		...[String(number), at.toISOString(), actorName, action, label, state(before), state(after)],
	]);
}
