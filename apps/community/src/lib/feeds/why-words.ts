import type { Factor } from '@kith/domains/feeds/schema';
import { m } from '#lib/paraglide/messages.js';

/** Why a post by this author, in this space, has its place. */
export const whyWords = ({
	name,
	space,
}: {
	name: string;
	space: string;
}): Record<Factor, string> => ({
	author: m.feed_why_author({ name }),
	space: m.feed_why_space({ space }),
	tag: m.feed_why_tag(),
	answered: m.feed_why_answered({ name }),
	liked: m.feed_why_liked({ name }),
	topic: m.feed_why_topic(),
	place: m.feed_why_place({ space }),
	fresh: m.feed_why_fresh(),
	talk: m.feed_why_talk(),
	unseen: m.feed_why_unseen(),
	newcomer: m.feed_why_newcomer({ name }),
});
