import { invalidate } from '$app/navigation';
import { failureOf } from '@kith/client/failure';
import type { FeedItem } from '@kith/domains/feeds/schema';
import type { Away, Feed } from '#lib/posts/feed.svelte.ts';
import { api } from '#lib/shell/api.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { MENU } from '#lib/shell/menu.ts';
import { notify } from '#lib/shell/notify.ts';

/** Hides a post or mutes its author or space; its place in the list says so and offers the way back. */
export async function putAway(feed: Feed, post: FeedItem, how: Away): Promise<void> {
	if (await change(post, how, true)) feed.putAway(post, how);
}

/** Takes that back. */
export async function putBack(feed: Feed, post: FeedItem, how: Away): Promise<void> {
	if (await change(post, how, false)) feed.putBack(post, how);
}

async function change(post: FeedItem, how: Away, on: boolean): Promise<boolean> {
	try {
		const { feeds, relations } = await api();
		if (how === 'hide') await feeds.hide.mutate({ postId: post.id, on });
		else if (how === 'mute') await relations.mute.mutate({ memberId: post.author.id, on });
		else await relations.muteSpace.mutate({ spaceId: post.space.id, on });
		// The menu says which spaces are muted.
		if (how === 'muteSpace') await invalidate(MENU);
		return true;
	} catch (error) {
		await notify('error', failureText(failureOf(error)));
		return false;
	}
}
