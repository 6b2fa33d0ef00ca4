import { error, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const postId = idOf(event.params.postId);
	return { removal: await orErrorPage(event.locals.api.posts.removal({ postId })) };
};

export const actions: Actions = {
	putBack: async ({ locals, params }) => {
		const postId = idOf(params.postId);
		await orErrorPage(locals.api.posts.putBack({ postId }));
		redirect(303, `/p/${postId}`);
	},
};

function idOf(text: string): string {
	const id = z.uuid().safeParse(text).data;
	if (!id) error(404, 'posts.not_found');
	return id;
}
