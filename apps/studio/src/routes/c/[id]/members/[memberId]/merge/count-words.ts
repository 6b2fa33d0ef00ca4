import type { Counted, Counts } from '@kith/domains/merging/schema';
import { m } from '#lib/paraglide/messages.js';

const WORDS: Readonly<Record<Counted, () => string>> = {
	posts: m.merge_count_posts,
	comments: m.merge_count_comments,
	reactions: m.merge_count_reactions,
	votes: m.merge_count_votes,
	ballots: m.merge_count_ballots,
	documents: m.merge_count_documents,
	files: m.merge_count_files,
	following: m.merge_count_following,
	followers: m.merge_count_followers,
	spaces: m.merge_count_spaces,
	tags: m.merge_count_tags,
	bookmarks: m.merge_count_bookmarks,
	drafts: m.merge_count_drafts,
	submissions: m.merge_count_submissions,
	notes: m.merge_count_notes,
	invitations: m.merge_count_invitations,
};

/** What there is any of, in words, with how much. */
export function counted(counts: Counts): { label: string; count: number }[] {
	return (Object.keys(WORDS) as Counted[])
		.filter((what) => counts[what] > 0)
		.map((what) => ({ label: WORDS[what](), count: counts[what] }));
}
