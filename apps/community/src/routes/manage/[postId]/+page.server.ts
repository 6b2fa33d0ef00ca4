import { error, fail, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { m } from '#lib/paraglide/messages.js';
import { orErrorPage } from '#lib/shell/loading.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { endOfDay } from '#lib/shell/local-time.ts';
import { zoneOf } from '#lib/shell/server/zone-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { api } = event.locals;
	const postId = idOf(event.params.postId);
	const subject = { subjectKind: 'post' as const, subjectId: postId, limit: 10 };
	const [post, history, { groups }] = await orErrorPage(
		Promise.all([api.posts.get({ postId }), api.history.list(subject), api.spaces.navigation()]),
	);
	const spaces = groups.flatMap((group) => group.spaces.map(({ id, name }) => ({ id, name })));
	return { post, history, spaces };
};

function idOf(text: string): string {
	const id = z.uuid().safeParse(text).data;
	if (!id) error(404, 'posts.not_found');
	return id;
}

/** Said on this page alone. */
const OF_FILING: Readonly<Record<string, () => string>> = {
	'filing.answered': m.life_failure_answered,
	'filing.not_filed': m.life_failure_not_filed,
};

type Api = App.Locals['api'];

const act =
	(run: (api: Api, postId: string, form: FormData, zone: string) => Promise<unknown>) =>
	async ({ locals, params, request }: Parameters<NonNullable<Actions['pin']>>[0]) => {
		const form = await request.formData();
		try {
			await run(locals.api, idOf(params.postId), form, zoneOf(locals));
		} catch (cause) {
			const failure = failureOf(cause);
			if (failure.status >= 500) throw cause;
			return fail(failure.status, { error: OF_FILING[failure.code]?.() ?? failureText(failure) });
		}
		// From the post itself one comes back to it.
		redirect(303, form.has('back') ? `/p/${params.postId}` : `/manage/${params.postId}?saved`);
	};

export const actions: Actions = {
	pin: act((api, postId, form, zone) =>
		api.posts.pin({ postId, pinned: true, until: endOfDay(textIn(form, 'until', 10), zone) }),
	),
	unpin: act((api, postId) => api.posts.pin({ postId, pinned: false })),
	feature: act((api, postId, form) =>
		api.lifecycle.feature({ postId, featured: textIn(form, 'featured') === 'yes' }),
	),
	lock: act((api, postId, form) =>
		api.lifecycle.lock({ postId, locked: true, reason: textIn(form, 'reason') }),
	),
	unlock: act((api, postId) => api.lifecycle.lock({ postId, locked: false })),
	idle: act((api, postId, form) => {
		const days = textIn(form, 'days', 5).trim();
		return api.lifecycle.setIdleDays({ postId, days: days === '' ? null : Number(days) });
	}),
	undoFiling: act((api, postId) => api.lifecycle.undoFiling({ postId })),
	move: act((api, postId, form) =>
		api.lifecycle.move({ postId, spaceId: textIn(form, 'spaceId') }),
	),
	share: act((api, postId, form) =>
		api.lifecycle.share({ postId, spaceId: textIn(form, 'spaceId'), shown: true }),
	),
	unshare: act((api, postId, form) =>
		api.lifecycle.share({ postId, spaceId: textIn(form, 'spaceId'), shown: false }),
	),
	invite: act((api, postId, form) =>
		api.lifecycle.inviteAuthor({ postId, handle: textIn(form, 'handle', 40) }),
	),
	removeAuthor: act((api, postId, form) =>
		api.lifecycle.removeAuthor({ postId, memberId: textIn(form, 'memberId') }),
	),
};
