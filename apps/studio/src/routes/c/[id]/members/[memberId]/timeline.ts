import type { TimelineEntry, TimelineKind } from '@kith/domains/notes/schema';
import { m } from '#lib/paraglide/messages.js';

/** What tells an entry from every other of the same member. */
export function keyOf(entry: TimelineEntry): string {
	switch (entry.kind) {
		case 'action':
			return `action ${entry.entry.number}`;
		case 'accepted':
			return `accepted ${entry.text} ${entry.version}`;
		case 'joined':
			return 'joined';
		default:
			return `${entry.kind} ${entry.id}`;
	}
}

const GROUPS: readonly { label: () => string; kinds: readonly TimelineKind[] }[] = [
	{ label: m.members_timeline_all, kinds: [] },
	{ label: m.members_timeline_notes, kinds: ['note'] },
	{ label: m.members_timeline_actions, kinds: ['action'] },
	{ label: m.members_timeline_written, kinds: ['post', 'comment'] },
];

/** The ways to narrow a timeline, as tabs. */
export function timelineTabs(root: string, shown: readonly TimelineKind[]) {
	return GROUPS.map(({ label, kinds }) => ({
		href: kinds.length > 0 ? `${root}?${kinds.map((kind) => `kind=${kind}`).join('&')}` : root,
		label: label(),
		current: kinds.length === shown.length && kinds.every((kind) => shown.includes(kind)),
	}));
}
