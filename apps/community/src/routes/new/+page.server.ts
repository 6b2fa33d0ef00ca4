import { error, fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { newId } from '@kith/kernel/ids';
import * as z from 'zod';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { postHref } from '#lib/posts/post-href.ts';
import { textToRichText } from '#lib/rich-text/text-to-rich-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST_TEXT = 30_000;

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { locals, url } = event;
	const edited = url.searchParams.get('edit');
	if (edited !== null) return { kind: 'edit' as const, post: await editablePost(locals, edited) };
	const spaces = await postableSpaces(locals);
	const asked = url.searchParams.get('space');
	const title = (url.searchParams.get('title') ?? '').slice(0, 200);
	return {
		...{ kind: 'new' as const, id: newId(), spaces, title },
		spaceId: (spaces.find(({ slug }) => slug === asked) ?? spaces[0])?.id ?? '',
	};
};

export const actions: Actions = {
	// The way without JavaScript: plain paragraphs. With it the composer publishes.
	publish: async ({ request, locals }) => {
		const data = await request.formData();
		const text = (name: string) => textIn(data, name, LONGEST_TEXT);
		const [id, spaceId, title, body] = [
			text('id'),
			text('spaceId'),
			text('title').trim(),
			text('body'),
		];
		const refuse = (status: number, code: string) =>
			fail(status, { code, values: { id, spaceId, title, body } });
		if (title === '') return refuse(400, 'title.missing');
		let isWaiting = false;
		try {
			const contentWarning = text('contentWarning').trim();
			const { state } = await locals.api.posts.publish({
				...{ id, spaceId, title, body: textToRichText(body) },
				...(contentWarning && { contentWarning }),
			});
			isWaiting = state === 'waiting';
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return refuse(status, code);
		}
		redirect(303, isWaiting ? `/submissions/${id}` : postHref({ id, title }));
	},
};

async function editablePost(locals: App.Locals, postId: string) {
	if (!z.uuid().safeParse(postId).success) error(404, 'posts.not_found');
	const post = await orErrorPage(locals.api.posts.get({ postId }));
	if (!post.may.edit) error(403, 'permissions.denied');
	return post;
}

async function postableSpaces({ api }: App.Locals) {
	const { groups } = await orErrorPage(api.spaces.navigation());
	const slugs = groups.flatMap((group) => group.spaces.map(({ slug }) => slug));
	const spaces = await orErrorPage(Promise.all(slugs.map((slug) => api.spaces.get({ slug }))));
	return spaces
		.filter(({ mayPost }) => mayPost)
		.map(({ id, slug, name, icon, prompt }) => ({ id, slug, name, icon, prompt }));
}
