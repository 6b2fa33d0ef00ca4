import { error, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { IdeaStatus } from '@kith/domains/ideas/schema';
import { commentHref, postHref } from '#lib/posts/post-href.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { RequestEvent } from '../../../routes/p/[postId]/[[title]]/$types';

const Accept = z.object({ commentId: z.uuid() });
const Vote = z.object({ on: z.enum(['true', 'false']) });
const Status = z.object({ status: IdeaStatus, note: z.string().max(1000) });
const Merge = z.object({ intoId: z.uuid() });
const Unmerge = z.object({ ideaId: z.uuid() });

async function fieldsOf<T>({ request }: RequestEvent, schema: z.ZodType<T>): Promise<T> {
	const fields = schema.safeParse(Object.fromEntries(await request.formData()));
	if (!fields.success) error(400, 'input.invalid');
	return fields.data;
}

async function backTo({ locals, params }: RequestEvent, commentId?: string): Promise<never> {
	const post = await orErrorPage(locals.api.posts.get({ postId: params.postId }));
	redirect(303, commentId ? commentHref(post, commentId) : postHref(post));
}

/** What the forms of some kinds of posts do where no script does it. */
export const kindActions = {
	accept: async (event: RequestEvent) => {
		const { commentId } = await fieldsOf(event, Accept);
		const { postId } = event.params;
		await orErrorPage(event.locals.api.questions.accept({ postId, commentId }));
		return backTo(event, commentId);
	},
	withdraw: async (event: RequestEvent) => {
		const { commentId } = await fieldsOf(event, Accept);
		await orErrorPage(event.locals.api.questions.withdraw({ postId: event.params.postId }));
		return backTo(event, commentId);
	},
	vote: async (event: RequestEvent) => {
		const { on } = await fieldsOf(event, Vote);
		const { postId } = event.params;
		await orErrorPage(event.locals.api.ideas.vote({ postId, on: on === 'true' }));
		return backTo(event);
	},
	status: async (event: RequestEvent) => {
		const fields = await fieldsOf(event, Status);
		await orErrorPage(event.locals.api.ideas.setStatus({ ...fields, postId: event.params.postId }));
		return backTo(event);
	},
	acknowledge: async (event: RequestEvent) => {
		await orErrorPage(event.locals.api.announcements.acknowledge({ postId: event.params.postId }));
		return backTo(event);
	},
	merge: async (event: RequestEvent) => {
		const { intoId } = await fieldsOf(event, Merge);
		await orErrorPage(event.locals.api.ideas.merge({ postId: event.params.postId, intoId }));
		return backTo(event);
	},
	unmerge: async (event: RequestEvent) => {
		const { ideaId } = await fieldsOf(event, Unmerge);
		await orErrorPage(event.locals.api.ideas.unmerge({ postId: ideaId }));
		return backTo(event);
	},
};
