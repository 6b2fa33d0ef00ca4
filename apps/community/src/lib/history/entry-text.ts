import type { HistoryEntry } from '@kith/domains/history/schema';
import { m } from '#lib/paraglide/messages.js';
import { filedEntry, unfiledEntry } from './filing-text.ts';

type Texts = Readonly<
	Record<HistoryEntry['action'], (of: Readonly<Record<string, string>>) => string>
>;

/** What an entry of a history says was done, in the reader's language and zone. */
export function entryText(
	{ action, details }: HistoryEntry,
	{ timeZone, locale }: { timeZone: string; locale: string },
): string {
	const { until } = details;
	if (!until) return TEXTS[action](details);
	const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
	const day = new Intl.DateTimeFormat(locale, style).format(new Date(until));
	return TEXTS[action]({ ...details, until: day });
}

const TEXTS: Texts = {
	edited: () => m.history_did_edited(),
	restored: ({ number = '' }) => m.history_did_restored({ number }),
	pinned: ({ until }) => (until ? m.history_did_pinned_until({ until }) : m.history_did_pinned()),
	unpinned: () => m.history_did_unpinned(),
	featured: () => m.history_did_featured(),
	unfeatured: () => m.history_did_unfeatured(),
	locked: () => m.history_did_locked(),
	unlocked: () => m.history_did_unlocked(),
	idle_changed: ({ days }) => {
		if (days === undefined) return m.history_did_idle_reset();
		return days === '0' ? m.history_did_idle_never() : m.history_did_idle({ days });
	},
	moved: ({ from = '', to = '' }) => m.history_did_moved({ from, to }),
	shared: ({ to = '' }) => m.history_did_shared({ to }),
	unshared: ({ to = '' }) => m.history_did_unshared({ to }),
	author_invited: ({ name = '' }) => m.history_did_author_invited({ name }),
	author_joined: () => m.history_did_author_joined(),
	author_declined: () => m.history_did_author_declined(),
	author_left: ({ name = '' }) => m.history_did_author_left({ name }),
	removed: () => m.history_did_removed(),
	put_back: () => m.history_did_put_back(),
	filed: filedEntry,
	unfiled: unfiledEntry,
	approved: ({ edited }) => (edited ? m.history_did_approved_edited() : m.history_did_approved()),
};
