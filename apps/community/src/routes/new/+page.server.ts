import { error, fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { PostKind } from '@kith/domains/posts/schema';
import { newId } from '@kith/kernel/ids';
import * as z from 'zod';
import { factorAddress } from '#lib/identity/factor-address.ts';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { termsIn } from '#lib/kinds/server/announcement-page.ts';
import { acceptFirst } from '#lib/onboarding/server/accept-first.ts';
import { pollIn } from '#lib/polls/server/poll-actions.ts';
import { postHref } from '#lib/posts/post-href.ts';
import { textToRichText } from '#lib/rich-text/text-to-rich-text.ts';
import { tagFailure } from '#lib/tags/tag-failure.ts';
import { typedNames } from '@kith/kernel/typed-names';
import { orErrorPage } from '#lib/shell/loading.ts';
import { zoneOf } from '#lib/shell/server/zone-of.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST_TEXT = 30_000;

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { locals, url } = event;
	const { viewer } = locals.request;
	if (viewer?.owesGuidelines || viewer?.owesTerms) redirect(303, acceptFirst(url, viewer));
	if (viewer?.lacksSecondFactor) redirect(303, factorAddress(url.pathname));
	const edited = url.searchParams.get('edit');
	if (edited !== null) return { kind: 'edit' as const, post: await editablePost(locals, edited) };
	const [spaces, choice, draft] = await Promise.all([
		postableSpaces(locals),
		orErrorPage(locals.api.tags.choice()),
		draftOf(locals, url.searchParams.get('draft')),
	]);
	const asked = url.searchParams.get('space');
	// Only who may announce gets an answer.
	const announcement = await locals.api.announcements.options().catch(() => null);
	const kinds = PostKind.options.filter((one) => announcement ?? one !== 'announcement');
	const title = draft?.fields.title ?? (url.searchParams.get('title') ?? '').slice(0, 200);
	const isAsked = (space: { id: string; slug: string }) =>
		space.id === draft?.fields.spaceId || space.slug === asked;
	return {
		...{
			kind: 'new' as const,
			id: draft?.id ?? newId(),
			spaces,
			title,
			choice,
			kinds,
			announcement,
		},
		tags: (url.searchParams.get('tags') ?? '').slice(0, 240),
		isDraft: draft !== null,
		options: draft?.fields.options ?? null,
		postKind: kinds.find((one) => one === url.searchParams.get('kind')) ?? 'discussion',
		spaceId: (spaces.find(isAsked) ?? spaces[0])?.id ?? '',
	};
};

export const actions: Actions = {
	// The way without JavaScript: plain paragraphs. With it the composer publishes.
	publish: async ({ request, locals }) => {
		const data = await request.formData();
		const text = (name: string) => textIn(data, name, LONGEST_TEXT);
		const kind = PostKind.catch('discussion').parse(text('kind'));
		const [id, spaceId, title, body, tags] = [
			text('id'),
			text('spaceId'),
			text('title').trim(),
			text('body'),
			text('tags'),
		];
		const announcement = kind === 'announcement' ? termsIn(data) : undefined;
		const poll = pollIn(data, zoneOf(locals));
		const refuse = (status: number, code: string, reason: string | null = null) =>
			fail(status, { code, reason, values: { id, spaceId, title, body, tags, kind } });
		if (poll === null) return refuse(400, 'polls.bad_form');
		if (title === '') return refuse(400, 'title.missing');
		let isWaiting = false;
		try {
			const contentWarning = text('contentWarning').trim();
			const { state } = await locals.api.posts.publish({
				...{ id, spaceId, title, body: textToRichText(body), tags: typedNames(tags) },
				...{ kind, announcement, poll },
				...(contentWarning && { contentWarning }),
			});
			isWaiting = state === 'waiting';
		} catch (cause) {
			const failure = failureOf(cause);
			const { status, code } = failure;
			if (status >= 500 || status === 0) throw cause;
			return refuse(status, code, tagFailure(failure));
		}
		redirect(303, isWaiting ? `/submissions/${id}` : postHref({ id, title }));
	},
};

/** The draft to go on with, when there is one by that id. */
async function draftOf({ api }: App.Locals, id: string | null) {
	if (!id || !z.uuid().safeParse(id).success) return null;
	const draft = await orErrorPage(api.drafts.get({ key: `post:${id}` }));
	return draft && { ...draft, id };
}

async function editablePost(locals: App.Locals, postId: string) {
	if (!z.uuid().safeParse(postId).success) error(404, 'posts.not_found');
	const post = await orErrorPage(locals.api.posts.get({ postId }));
	if (!post.may.edit) error(403, 'permissions.denied');
	// A change that waits is what goes on being written.
	if (post.held) redirect(303, `/submissions/${post.held.id}?edit`);
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
