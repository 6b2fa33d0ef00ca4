import type { RosterRow } from '@kith/domains/roster/schema';
import { csvLine } from '#lib/studio/csv.ts';
import { m } from '#lib/paraglide/messages.js';
import { STATE_WORDS, stateOf } from './state-words.ts';

type Columns = { hasLabels: boolean; fields: readonly { id: string; label: string }[] };

/** What stands above the columns of members as a file. */
export const memberHeadings = ({ hasLabels, fields }: Columns): string[] => [
	...[m.import_target_name(), m.guidelines_column_handle(), m.import_target_email()],
	...[m.members_filter_roles(), m.members_state(), m.members_column_joined()],
	...[m.members_column_seen(), ...(hasLabels ? [m.members_labels()] : [])],
	...fields.map(({ label }) => label),
];

/** A member as a line of a table; what the actor may not see is empty. */
export function memberLine(member: RosterRow, { hasLabels, fields }: Columns): string {
	const valueOf = (id: string) =>
		member.fields.find(({ fieldId }) => fieldId === id)?.values.join('; ') ?? '';
	return csvLine([
		...[member.name, member.handle, member.email ?? ''],
		member.roles.map(({ name }) => name).join('; '),
		STATE_WORDS[stateOf(member)](),
		...[member.joinedAt.toISOString(), member.lastSeenAt?.toISOString() ?? ''],
		...(hasLabels ? [(member.labels ?? []).join('; ')] : []),
		...fields.map(({ id }) => valueOf(id)),
	]);
}
