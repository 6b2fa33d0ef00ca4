import { error } from '@sveltejs/kit';
import * as z from 'zod';
import { RoleWords } from '@kith/domains/roles/schema';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { doing, saying } from '#lib/shell/server/doing.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { inOrder } from '#lib/spaces/permission-words.ts';
import { changesOf, isReview, withWords, wordsIn } from '#lib/spaces/words-in-address.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is kept in the address of what was there before is read as a word of a permission, or not at all. */
const Before = z.preprocess(parsed, RoleWords).catch({});

const Change = z.object({
	...{ memberId: z.uuid(), spaceId: z.uuid() },
	permissions: z.preprocess(parsed, RoleWords),
});

function parsed(text: unknown): unknown {
	try {
		return typeof text === 'string' ? JSON.parse(text) : null;
	} catch {
		return null;
	}
}

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { api } = event.locals;
	const memberId = z.uuid().safeParse(event.params.member).data;
	if (!memberId) error(404);
	const space = await orErrorPage(api.spaces.get({ slug: event.params.slug }));
	const member = await orErrorPage(api.roles.exception({ spaceId: space.id, memberId }));
	const { searchParams } = event.url;
	const permissions = inOrder(member.permissions);
	const words = wordsIn(searchParams, permissions);
	const [code, was] = [searchParams.get('failed'), searchParams.get('added')];
	const path = `/s/${space.slug}/exceptions/${memberId}`;
	return {
		...{ space, member, permissions, words, path },
		changes: changesOf(permissions, words),
		isReviewed: isReview(searchParams),
		wayBack: was === null ? null : withWords(path, Before.parse(was)),
		failure: code && failureText({ code, status: 400 }),
	};
};

export const actions: Actions = {
	save: doing(Change, async (event, { memberId, spaceId, permissions }) => {
		const { roles } = event.locals.api;
		const before = (await roles.exception({ spaceId, memberId })).permissions;
		const scope = { kind: 'space' as const, scopeId: spaceId };
		await roles.setMemberOverrides({ scope, memberId, permissions });
		const was = JSON.stringify(wordsIn(new URLSearchParams(), before));
		return saying(event.url.pathname, { added: was });
	}),
};
