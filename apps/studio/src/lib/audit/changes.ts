import type { AuditEntry } from '@kith/domains/audit/schema';

export type Change = { key: string; before: unknown; after: unknown };

type Details = NonNullable<AuditEntry['details']>;

/** What an entry changed, part by part: what only one side has is undefined on the other. */
export function changesOf({ before, after }: Details): Change[] {
	const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
	return keys.map((key) => ({ key, before: before?.[key], after: after?.[key] }));
}

/** Whether a value is there and says something. */
export const isTold = (value: unknown): boolean =>
	value !== null &&
	value !== undefined &&
	value !== '' &&
	!(Array.isArray(value) && value.length === 0);
