import { error, fail, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import type { CommunityOutputs } from '@kith/domains';
import { MOST_COMMENTS, ThreadOrder } from '@kith/domains/comments/schema';
import { OFFERED, React } from '@kith/domains/reactions/schema';
import { newId } from '@kith/kernel/ids';
import { textIn } from '#lib/identity/server/form-text.ts';
import { deliveryOf } from '#lib/kinds/server/announcement-page.ts';
import { followMerge, targetsFor } from '#lib/kinds/server/idea-page.ts';
import { kindActions } from '#lib/kinds/server/kind-actions.ts';
import { pollActions, votersFor } from '#lib/polls/server/poll-actions.ts';
import { partsFor } from '#lib/posts/parts-for.ts';
import { commentHref, postHref } from '#lib/posts/post-href.ts';
import { descriptionOf } from '#lib/posts/server/post-description.ts';
import { relatedLines } from '#lib/posts/server/related-lines.ts';
import { textToRichText } from '#lib/rich-text/text-to-rich-text.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import type { Actions, PageServerLoad } from './$types';

const Id = z.uuid();
const idOf = (text: string | null) => Id.safeParse(text).data ?? null;

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	const postId = idOf(params.postId);
	if (!postId) error(404, 'posts.not_found');
	const meantId = idOf(url.searchParams.get('comment'));
	const cursor = meantId ? null : url.searchParams.get('cursor');
	const order = ThreadOrder.catch('oldest').parse(meantId ? null : url.searchParams.get('order'));
	const isMember = locals.request.viewer?.standing === 'active';
	const reading = isMember ? locals.api.comments.reading({ postId }) : null;
	const getting = locals.api.posts.get({ postId });
	const listed = (around: string | null) =>
		locals.api.comments.list({ postId, cursor, order, ...(around && { around }) });
	// Who comes back to a long thread finds it where they stopped, unless the address says where.
	const isPlain = !meantId && !cursor && !url.searchParams.has('order');
	const placing = isPlain && reading ? Promise.all([getting, reading]).then(placeIn) : meantId;
	const [post, comments, place, related, placeId] = await orErrorPage(
		Promise.all([
			...([getting, Promise.resolve(placing).then(listed), reading] as const),
			...([locals.api.feeds.related({ postId }), placing] as const),
		]).catch(orSubmission(locals, postId)),
	);
	followMerge(post, { locals, url });
	const { isPublic: isOpen, navigation } = await parent();
	const spaces = navigation.groups.flatMap((group) => group.spaces);
	const space = spaces.find(({ id }) => id === post.space.id);
	const isPublic = isOpen && space?.visibility === 'public';
	if (isPublic) describe({ locals, url }, descriptionOf(post));
	const delivery = await deliveryOf(post, { locals, url });
	return {
		...{ post, comments, order, reading: place, meantId, isPublic },
		choices: OFFERED[post.space.reactions],
		parts: partsFor(post, comments.items).join(' '),
		path: postHref(post),
		startsAt: placeId ?? cursor,
		replyTo: idOf(url.searchParams.get('reply')),
		draftId: newId(),
		delivery,
		voters: await votersFor(post, { locals, url }),
		targets: await targetsFor(post, { locals, url }),
		related: relatedLines(related),
	};
};

type Output = CommunityOutputs;

/** Where a thread that is longer than one page is opened: at what is new to the member, or where they stopped. */
function placeIn([{ commentCount }, { firstNewId, lastReadId }]: [
	Output['posts']['get'],
	Output['comments']['reading'],
]): string | null {
	return commentCount > MOST_COMMENTS ? (firstNewId ?? lastReadId) : null;
}

/**
 * A post that is not out yet has the address it will have, and one that was removed keeps it: its author and who keeps
 * order are led to what there is.
 */
const orSubmission =
	({ api, request }: App.Locals, postId: string) =>
	async (cause: unknown): Promise<never> => {
		if (request.viewer?.standing !== 'active' || failureOf(cause).code !== 'posts.not_found')
			throw cause;
		const found = await api.approval.get({ submissionId: postId }).catch(() => null);
		if (found) redirect(303, `/submissions/${postId}`);
		const removal = await api.posts.removal({ postId }).catch(() => null);
		if (removal) redirect(303, `/removed/${postId}`);
		throw cause;
	};

const CommentFields = z.object({
	id: z.uuid(),
	parentId: z.uuid().nullish(),
	text: z.string().max(20_000),
});

const ReactionFields = z.object({
	subjectKind: z.enum(['post', 'comment']),
	subjectId: z.uuid(),
	reaction: z.templateLiteral([z.enum(['on', 'off']), ' ', React.shape.emoji]),
});

export const actions: Actions = {
	...kindActions,
	...pollActions,
	comment: async ({ locals, params, request }) => {
		const form = Object.fromEntries(await request.formData());
		const fields = CommentFields.safeParse(form);
		if (!fields.success) return fail(400, refusal(form, failureText(INVALID)));
		const { id, text, parentId = null } = fields.data;
		const { postId } = params;
		let isWaiting = false;
		try {
			const body = textToRichText(text);
			const { state } = await locals.api.comments.publish({ id, postId, parentId, body });
			isWaiting = state === 'waiting';
		} catch (cause) {
			const failure = failureOf(cause);
			return fail(failure.status, refusal(form, failureText(failure)));
		}
		if (isWaiting) redirect(303, `/submissions/${id}`);
		const post = await orErrorPage(locals.api.posts.get({ postId }));
		redirect(303, commentHref(post, id));
	},
	answerInvitation: async ({ locals, params, request }) => {
		const { postId } = params;
		const accept = (await request.formData()).get('answer') === 'accept';
		await orErrorPage(locals.api.lifecycle.answerInvitation({ postId, accept }));
		redirect(303, `/p/${postId}`);
	},
	putBack: async ({ locals, params, request }) => {
		const commentId = idOf(textIn(await request.formData(), 'commentId', 40));
		if (!commentId) error(400, 'input.invalid');
		await orErrorPage(locals.api.comments.putBack({ commentId }));
		redirect(
			303,
			commentHref(await orErrorPage(locals.api.posts.get({ postId: params.postId })), commentId),
		);
	},
	react: async ({ locals, params, request }) => {
		const fields = ReactionFields.safeParse(Object.fromEntries(await request.formData()));
		if (!fields.success) error(400, 'input.invalid');
		const { reaction, ...subject } = fields.data;
		const [state, emoji] = reaction.split(' ');
		await orErrorPage(
			locals.api.reactions.set({
				...subject,
				emoji: React.shape.emoji.parse(emoji),
				on: state === 'on',
			}),
		);
		const post = await orErrorPage(locals.api.posts.get({ postId: params.postId }));
		const { subjectKind, subjectId } = subject;
		redirect(303, subjectKind === 'post' ? postHref(post) : commentHref(post, subjectId));
	},
};

const INVALID = { code: 'input.invalid', status: 400 };

/** What the page needs to show the form again as it was sent. */
function refusal(form: Record<string, FormDataEntryValue>, reason: string) {
	const { text, parentId } = form;
	return {
		text: typeof text === 'string' ? text : '',
		parentId: typeof parentId === 'string' ? parentId : null,
		error: reason,
	};
}
