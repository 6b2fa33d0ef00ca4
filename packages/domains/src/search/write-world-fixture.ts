import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { words } from '@kith/testing/test-content';
import { testPhoto } from '@kith/testing/test-photo';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { uploadImage } from '../media/index.ts';
import type { NewPoll } from '../polls/polls.schema.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { Row } from './search-oracle-fixture.ts';
import {
	writerOf,
	type GeneratedComment,
	type GeneratedPost,
	type SpaceName,
	type Thing,
	type WriterName,
} from './search-world-fixture.ts';

export type Written = {
	as: (who: WriterName) => Promise<CommunityContext>;
	spaceIds: Record<SpaceName, string>;
};

const POLL: NewPoll = {
	...{ method: 'single', choices: ['One', 'Two'], maxChoices: 1, isAnonymous: false },
	...{ results: 'always', openDays: null },
};

/** A text of these words that holds these things, a file among them that says other ones; a poll is none of the text. */
async function bodyOf(
	ctx: CommunityContext,
	said: readonly string[],
	holds: readonly Thing[],
	says: readonly string[],
): Promise<RichText> {
	const { content } = words(said.join(' '));
	const body: RichText = { type: 'doc', content: [...content] };
	if (holds.includes('picture')) {
		const bytes = Buffer.from(await testPhoto(40, 30));
		const { fileId } = await uploadImage(ctx, { bytes, name: 'sea.png', purpose: 'post' });
		body.content.push({ type: 'image', attrs: { fileId, alt: '', width: 40, height: 30 } });
	}
	if (holds.includes('file')) {
		const { fileId } = await uploadedBy(ctx, { bytes: Buffer.from(says.join(' ')) });
		const attrs = { fileId, name: 'thing', bytes: 10, mime: 'text/plain' };
		body.content.push({ type: 'file', attrs });
	}
	if (holds.includes('player'))
		body.content.push({ type: 'embed', attrs: { provider: 'vimeo', id: '76979871' } });
	if (holds.includes('link')) {
		const marks = [{ type: 'link' as const, attrs: { href: 'https://a.example/' } }];
		body.content.push({ type: 'paragraph', content: [{ type: 'text', text: 'here', marks }] });
	}
	return body;
}

const saidIn = (holds: readonly Thing[], says: readonly string[]) =>
	holds.includes('file') ? says : [];

/** Writes a post and what is said below it; what is to wait for approval is left to be written later. */
export async function writePost(
	{ as, spaceIds }: Written,
	post: GeneratedPost,
): Promise<{ written: Row[]; waiting: (() => Promise<void>)[] }> {
	const { end, space, tags, text, other, says, title, holds, moment } = post;
	const writer = writerOf(post);
	const ctx = await as(writer);
	const id = newId();
	// Only some may announce.
	const kind = post.kind === 'announcement' && writer !== 'owner' ? 'article' : post.kind;
	const draft = {
		...{ id, spaceId: spaceIds[space], title: title.join(' '), tags, kind },
		body: await (end === 'edited'
			? bodyOf(ctx, other, holds, other)
			: bodyOf(ctx, text, holds, says)),
		...(holds.includes('poll') && { poll: POLL }),
	};
	const isSent = end !== 'waiting' && end !== 'scheduled' && end !== 'draft';
	const isShown = isSent && end !== 'removed' && end !== 'deleted';
	const row: Row = {
		...{
			id,
			postId: id,
			kind: 'post',
			postKind: kind,
			title,
			words: [...title, ...text, ...saidIn(holds, says)],
		},
		...{ isShown, space, writer, writers: [writer], tags, holds, day: moment.day },
	};
	const api = communityCaller(ctx);
	if (end === 'waiting')
		return {
			written: [row],
			waiting: [async () => void (await communityCaller(await as(writer)).posts.publish(draft))],
		};
	if (end === 'draft') {
		const fields = { title: draft.title, spaceId: draft.spaceId };
		await api.drafts.save({ key: `post:${id}`, fields, body: draft.body });
	}
	if (end === 'scheduled') {
		const publishAt = addSeconds(ctx.clock.now(), 30 * 86_400);
		await api.approval.schedule({ ...draft, publishAt, timeZone: 'UTC' });
	}
	if (!isSent) return { written: [row], waiting: [] };
	await api.posts.publish(draft);
	if (end === 'edited') {
		const body = await bodyOf(ctx, text, holds, says);
		await api.posts.edit({ postId: id, version: 1, title: draft.title, body });
	}
	const below = await writeComments({ as, spaceIds }, post, row);
	const { posts } = communityCaller(await as('owner'));
	if (end === 'removed' || end === 'back') await posts.remove({ postId: id });
	if (end === 'back') await posts.putBack({ postId: id });
	if (end === 'deleted') await api.posts.delete({ postId: id });
	const change = async () => {
		const body = words(other.join(' '));
		const { posts: own } = communityCaller(await as(writer));
		await own.edit({ postId: id, version: 1, title: other.join(' '), body });
	};
	const waiting = end === 'changing' ? [change] : [];
	const isGone = end === 'removed' || end === 'deleted';
	return {
		written: [row, ...below.written],
		waiting: [...waiting, ...(isGone ? [] : below.waiting)],
	};
}

async function writeComments(world: Written, post: GeneratedPost, { postId, ...of }: Row) {
	const written: Row[] = [];
	const waiting: (() => Promise<void>)[] = [];
	const endings: Ended[] = [];
	let parentId: string | null = null;
	for (const comment of post.comments) {
		const writer = writerOf({ ...comment, space: post.space });
		const ctx = await world.as(writer);
		const id = newId();
		const { text, other, says, end } = comment;
		const holds = comment.holds.filter((thing) => thing !== 'poll');
		const body = await (end === 'edited'
			? bodyOf(ctx, other, holds, other)
			: bodyOf(ctx, text, holds, says));
		const isAnswer = comment.isReply && end !== 'waiting';
		const answer = { id, postId, parentId: isAnswer ? parentId : null, body };
		const isShown = of.isShown && !['removed', 'deleted', 'waiting'].includes(end);
		written.push({
			...{ ...of, id, postId, kind: 'comment', postKind: null, title: [], isShown },
			words: [...text, ...saidIn(holds, says)],
			...{ writer, writers: [of.writer, writer], holds },
		});
		const publish = async () =>
			void (await communityCaller(await world.as(writer)).comments.publish(answer));
		if (end === 'waiting') waiting.push(publish);
		else {
			await publish();
			parentId = id;
			endings.push({ id, writer, comment, holds });
		}
	}
	// Once all is said: answers stay below what was taken away.
	for (const ending of endings) waiting.push(...(await endComment(world, ending)));
	return { written, waiting };
}

type Ended = {
	id: string;
	writer: WriterName;
	comment: GeneratedComment;
	holds: readonly Thing[];
};

/** What becomes of a comment that was just written, and what is to follow later. */
async function endComment(
	{ as }: Written,
	{ id: commentId, writer, comment: { end, text, other, says }, holds }: Ended,
): Promise<(() => Promise<void>)[]> {
	const ctx = await as(writer);
	const own = communityCaller(ctx).comments;
	const { comments } = communityCaller(await as('owner'));
	if (end === 'edited')
		await own.edit({ commentId, version: 1, body: await bodyOf(ctx, text, holds, says) });
	if (end === 'removed' || end === 'back') await comments.remove({ commentId });
	if (end === 'back') await comments.putBack({ commentId });
	if (end === 'deleted') await own.delete({ commentId });
	if (end !== 'changing') return [];
	return [
		async () => {
			const body = words(other.join(' '));
			await communityCaller(await as(writer)).comments.edit({ commentId, version: 1, body });
		},
	];
}
