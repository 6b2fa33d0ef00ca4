import { error, fail, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { EMOJI } from '@kith/domains/reactions/schema';
import { newId } from '@kith/kernel/ids';
import { deliveryOf } from '#lib/kinds/server/announcement-page.ts';
import { followMerge, targetsFor } from '#lib/kinds/server/idea-page.ts';
import { kindActions } from '#lib/kinds/server/kind-actions.ts';
import { pollActions, votersFor } from '#lib/polls/server/poll-actions.ts';
import { fetchParts, partsFor } from '#lib/posts/part-loaders.ts';
import { commentHref, postHref } from '#lib/posts/post-href.ts';
import { descriptionOf } from '#lib/posts/server/post-description.ts';
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
	const [post, comments, isSaved] = await orErrorPage(
		Promise.all([
			locals.api.posts.get({ postId }),
			locals.api.comments.list({ postId, cursor, ...(meantId && { around: meantId }) }),
			locals.api.bookmarks.has({ postId }),
		]),
	);
	followMerge(post, { locals, url });
	const { isPublic: isOpen, navigation } = await parent();
	const spaces = navigation.groups.flatMap((group) => group.spaces);
	const space = spaces.find(({ id }) => id === post.space.id);
	const isPublic = isOpen && space?.visibility === 'public';
	if (isPublic) describe({ locals, url }, descriptionOf(post));
	const parts = partsFor({ post, comments });
	await fetchParts(parts);
	return {
		...{ post, comments, isSaved, meantId, isPublic, choices: EMOJI },
		parts: parts.join(' '),
		path: postHref(post),
		startsAt: meantId ?? cursor,
		replyTo: idOf(url.searchParams.get('reply')),
		draftId: newId(),
		delivery: await deliveryOf(post, { locals, url }),
		voters: await votersFor(post, { locals, url }),
		targets: await targetsFor(post, { locals, url }),
	};
};

const CommentFields = z.object({
	id: z.uuid(),
	parentId: z.uuid().nullish(),
	text: z.string().max(20_000),
});

const ReactionFields = z.object({
	subjectKind: z.enum(['post', 'comment']),
	subjectId: z.uuid(),
	reaction: z.templateLiteral([z.enum(['on', 'off']), ' ', z.enum(EMOJI)]),
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
		try {
			const body = textToRichText(text);
			await locals.api.comments.publish({ id, postId, parentId, body });
		} catch (cause) {
			const failure = failureOf(cause);
			return fail(failure.status, refusal(form, failureText(failure)));
		}
		const post = await orErrorPage(locals.api.posts.get({ postId }));
		redirect(303, commentHref(post, id));
	},
	react: async ({ locals, params, request }) => {
		const fields = ReactionFields.safeParse(Object.fromEntries(await request.formData()));
		if (!fields.success) error(400, 'input.invalid');
		const { reaction, ...subject } = fields.data;
		const [state, emoji] = reaction.split(' ');
		const chosen = EMOJI.find((one) => one === emoji) ?? EMOJI[0];
		await orErrorPage(locals.api.reactions.set({ ...subject, emoji: chosen, on: state === 'on' }));
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
