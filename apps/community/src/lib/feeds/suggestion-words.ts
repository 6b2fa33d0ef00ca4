import type { Suggestion } from '@kith/domains/feeds/schema';
import { m } from '#lib/paraglide/messages.js';
import { whyWords } from './why-words.ts';

/** What is suggested, by the name it goes by. */
export const nameOf = (one: Suggestion): string => (one.kind === 'post' ? one.title : one.name);

/** Why it is suggested, in a few words. */
export function reasonOf(one: Suggestion): string {
	if (one.kind === 'space') return m.feed_suggest_space({ count: one.posts });
	if (one.kind === 'post')
		return m.feed_why_one({ first: whyWords({ name: one.author, space: one.space })[one.why] });
	const { about, count } = one;
	return {
		answered: () => m.feed_suggest_answered({ count }),
		liked: () => m.feed_suggest_liked(),
		company: () => m.feed_suggest_company(),
		topic: () => m.feed_suggest_tag({ tag: about }),
		tag: () => m.feed_suggest_tag({ tag: about }),
		field: () => m.feed_suggest_field({ about }),
		space: () => m.feed_suggest_in_space({ space: about }),
		lively: () => m.feed_suggest_member({ count }),
	}[one.reason]();
}
