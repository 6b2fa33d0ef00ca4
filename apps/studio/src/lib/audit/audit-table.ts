import type { AuditEntry } from '@kith/domains/audit/schema';
import { csvLine } from '#lib/studio/csv.ts';
import { m } from '#lib/paraglide/messages.js';

export const auditHeadings = () => [
	...[m.audit_column_number(), m.audit_column_when(), m.audit_column_actor()],
	...[m.audit_column_actor_kind(), m.audit_column_member_id(), m.audit_column_staff_id()],
	...[m.audit_column_action(), m.audit_column_target_kind(), m.audit_column_target_id()],
	...[m.audit_column_target(), m.audit_reason(), m.audit_before(), m.audit_after()],
	m.audit_column_hash(),
];

/** An entry as a line of the table; what was changed is JSON in one cell each. */
export function auditLine({
	number,
	at,
	action,
	actor,
	target,
	details,
	hash,
}: AuditEntry): string {
	const state = (value: unknown) => (value ? JSON.stringify(value) : '');
	return csvLine([
		...[String(number), at.toISOString(), actor.name ?? '', actor.kind, actor.memberId ?? ''],
		...[actor.staffId ?? '', action, target.kind, target.id, details?.label ?? ''],
		...[details?.reason ?? '', state(details?.before), state(details?.after), hash],
	]);
}
