import type { TextKind } from './guidelines.schema.ts';

/** The settings page that a text belongs to, which has a right of its own. */
export const settingOf = (kind: TextKind) => (kind === 'guidelines' ? 'guidelines' : 'legal');

/** A version as the audit log names it. */
export function textTarget(kind: TextKind, version: number, title: string) {
	if (kind === 'guidelines') return { kind, id: String(version), label: title };
	return { kind: 'legal', id: `${kind} ${version}`, label: title };
}
