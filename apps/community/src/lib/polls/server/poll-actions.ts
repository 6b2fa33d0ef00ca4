import { redirect } from '@sveltejs/kit';
import { NewPoll, POLL_LIMITS } from '@kith/domains/polls/schema';
import type { PostDetail } from '@kith/domains/posts/schema';
import { postHref } from '#lib/posts/post-href.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { RequestEvent } from '../../../routes/p/[postId]/[[title]]/$types';
import { textIn } from '#lib/identity/server/form-text.ts';
import { ballotIn } from '../ballot-in.ts';
import { endOf } from '../poll-end.ts';

const VOTERS = 50;

/** What the forms of a poll do where no script does it. */
export const pollActions = {
	ballot: async ({ locals, params, request }: RequestEvent) => {
		const data = await request.formData();
		const post = await orErrorPage(locals.api.posts.get({ postId: params.postId }));
		const choices = post.parts.poll && !data.has('none') ? ballotIn(data, post.parts.poll) : [];
		await orErrorPage(locals.api.polls.vote({ postId: post.id, choices }));
		redirect(303, postHref(post));
	},
	closePoll: async ({ locals, params }: RequestEvent) => {
		await orErrorPage(locals.api.polls.close({ postId: params.postId }));
		const post = await orErrorPage(locals.api.posts.get({ postId: params.postId }));
		redirect(303, postHref(post));
	},
};

/** Who chose what the address asks about, in a named poll; null when it asks for nothing. */
export async function votersFor(
	{ id: postId, parts: { poll } }: PostDetail,
	{ locals, url }: { locals: App.Locals; url: URL },
) {
	const choice = Number(url.searchParams.get('voters') ?? Number.NaN);
	if (!poll || poll.isAnonymous || poll.choices[choice]?.count == null) return null;
	const page = { postId, choice, limit: VOTERS, cursor: url.searchParams.get('after') };
	return { choice, ...(await orErrorPage(locals.api.polls.voters(page))) };
}

/** The poll that a plain form describes: undefined for none, null for one that makes no sense. `timeZone` is where its days end. */
export function pollIn(data: FormData, timeZone: string): NewPoll | null | undefined {
	const texts = data
		.getAll('pollChoice')
		.map((text) => (typeof text === 'string' ? text.trim() : ''));
	const choices = texts.filter(Boolean).slice(0, POLL_LIMITS.choices);
	if (choices.length === 0) return undefined;
	const end = endOf(
		{ days: textIn(data, 'openDays', 4), endsOn: textIn(data, 'endsOn', 10) },
		timeZone,
	);
	if (!end) return null;
	const poll = NewPoll.safeParse({
		...{ method: data.get('method'), choices, maxChoices: Number(data.get('maxChoices') ?? 1) },
		...{ isAnonymous: data.has('isAnonymous'), results: data.get('results') },
		...end,
	});
	return poll.data ?? null;
}
