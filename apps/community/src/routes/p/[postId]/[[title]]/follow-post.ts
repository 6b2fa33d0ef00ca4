import { createCommunityClient } from '@kith/client/browser';
import type { ReactionCount } from '@kith/domains/posts/schema';
import type { LiveStream } from '#lib/live/live.svelte.ts';

const SETTLE_MS = 400;

type Heard = {
	onreactions: (reactions: ReactionCount[]) => void;
	/** The post was edited, pinned or taken down. */
	onchange: () => void;
};

/** Hears of what becomes of a post until the returned function is called. */
export function followPost(live: LiveStream, postId: string, heard: Heard): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const renewReactions = (subject: { subjectKind: string; subjectId: string }) => {
		if (subject.subjectKind !== 'post' || subject.subjectId !== postId) return;
		clearTimeout(timer);
		timer = setTimeout(() => {
			// Counts that cannot be read now are read with the next change.
			void createCommunityClient()
				.posts.get.query({ postId })
				.then(({ reactions }) => heard.onreactions(reactions))
				.catch(() => {});
		}, SETTLE_MS);
	};
	const change = (subject: { postId: string }) => {
		if (subject.postId === postId) heard.onchange();
	};
	const stops = [
		live.on('reactions.added', renewReactions),
		live.on('reactions.taken_back', renewReactions),
		live.on('posts.edited', change),
		live.on('posts.removed', change),
	];
	return () => {
		clearTimeout(timer);
		stops.forEach((stop) => stop());
	};
}
