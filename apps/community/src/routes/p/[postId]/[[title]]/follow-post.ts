import type { LiveStream } from '#lib/live/live-stream.ts';

const SETTLE_MS = 400;

type Heard = {
	/** The post was edited, pinned or reacted to. */
	onchange: () => Promise<void>;
	/** The post was taken down. */
	ongone: () => void;
};

/** Hears of what becomes of a post until the returned function is called. */
export function followPost(live: LiveStream, postId: string, heard: Heard): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const change = (subject: { postId: string; subjectKind?: string }) => {
		if (subject.postId !== postId || subject.subjectKind === 'comment') return;
		clearTimeout(timer);
		// What cannot be read now is read with the next change.
		timer = setTimeout(() => void heard.onchange().catch(() => {}), SETTLE_MS);
	};
	const stops = [
		live.on('reactions.added', change),
		live.on('reactions.taken_back', change),
		live.on('posts.edited', change),
		live.on('posts.removed', (subject) => {
			if (subject.postId === postId) heard.ongone();
		}),
	];
	return () => {
		clearTimeout(timer);
		stops.forEach((stop) => stop());
	};
}
