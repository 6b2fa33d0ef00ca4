import ArrowRight from '@lucide/svelte/icons/arrow-right';
import Ban from '@lucide/svelte/icons/ban';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import Clock from '@lucide/svelte/icons/clock';
import Eye from '@lucide/svelte/icons/eye';
import EyeOff from '@lucide/svelte/icons/eye-off';
import GitMerge from '@lucide/svelte/icons/git-merge';
import Lock from '@lucide/svelte/icons/lock';
import LockOpen from '@lucide/svelte/icons/lock-open';
import Pin from '@lucide/svelte/icons/pin';
import PinOff from '@lucide/svelte/icons/pin-off';
import Split from '@lucide/svelte/icons/split';
import Star from '@lucide/svelte/icons/star';
import StarOff from '@lucide/svelte/icons/star-off';
import Trash2 from '@lucide/svelte/icons/trash-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UserCheck from '@lucide/svelte/icons/user-check';
import VolumeX from '@lucide/svelte/icons/volume-x';
import type { PublicAction, PublicLogKind } from '@kith/domains/audit/public-log';
import type { Icon } from '@kith/ui/icon';
import { m } from '#lib/paraglide/messages.js';

type Words = { text: () => string; icon: Icon };

/** What each deed is called where nobody is named, and its sign. */
export const DEEDS: Readonly<Record<PublicAction, Words>> = {
	'posts.removed': { text: m.modlog_post_removed, icon: Trash2 },
	'posts.restored': { text: m.modlog_post_restored, icon: Undo2 },
	'comments.removed': { text: m.modlog_comment_removed, icon: Trash2 },
	'comments.restored': { text: m.modlog_comment_restored, icon: Undo2 },
	'versions.hidden': { text: m.modlog_version_hidden, icon: EyeOff },
	'versions.shown': { text: m.modlog_version_shown, icon: Eye },
	'posts.locked': { text: m.modlog_post_locked, icon: Lock },
	'posts.unlocked': { text: m.modlog_post_unlocked, icon: LockOpen },
	'polls.closed': { text: m.modlog_poll_closed, icon: CircleStop },
	'posts.moved': { text: m.modlog_post_moved, icon: ArrowRight },
	'ideas.merged': { text: m.modlog_idea_merged, icon: GitMerge },
	'ideas.separated': { text: m.modlog_idea_separated, icon: Split },
	'posts.featured': { text: m.modlog_post_featured, icon: Star },
	'posts.unfeatured': { text: m.modlog_post_unfeatured, icon: StarOff },
	'posts.pinned': { text: m.modlog_post_pinned, icon: Pin },
	'posts.unpinned': { text: m.modlog_post_unpinned, icon: PinOff },
	'members.silenced': { text: m.modlog_member_silenced, icon: VolumeX },
	'members.suspended': { text: m.modlog_member_suspended, icon: Clock },
	'members.banned': { text: m.modlog_member_banned, icon: Ban },
	'members.released': { text: m.modlog_member_released, icon: UserCheck },
};

/** The kinds that the log is narrowed to, in order; null for all. */
export const LOG_KINDS: readonly (readonly [PublicLogKind | null, () => string])[] = [
	[null, m.modlog_all],
	['removed', m.modlog_removed],
	['locked', m.modlog_locked],
	['moved', m.modlog_moved],
	['featured', m.modlog_featured],
	['members', m.modlog_members],
];
