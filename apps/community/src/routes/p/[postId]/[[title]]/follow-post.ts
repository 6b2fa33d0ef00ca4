import type { LiveStream } from '#lib/live/live-stream.ts';

const SETTLE_MS = 400;

const CHANGES = [
	...(['reactions.added', 'reactions.taken_back', 'posts.edited'] as const),
	...(['ideas.voted', 'ideas.vote_taken_back', 'ideas.status_changed'] as const),
	...(['polls.voted', 'polls.closed'] as const),
	...(['questions.answer_accepted', 'questions.answer_withdrawn'] as const),
] as const;

type Heard = {
	/** The post was edited, pinned, reacted to, voted on, decided or answered. */
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
		...CHANGES.map((name) => live.on(name, change)),
		live.on('posts.removed', (subject) => {
			if (subject.postId === postId) heard.ongone();
		}),
	];
	return () => {
		clearTimeout(timer);
		stops.forEach((stop) => stop());
	};
}
