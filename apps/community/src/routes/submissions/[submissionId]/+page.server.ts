import { error, fail, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import type { SubmissionDetail } from '@kith/domains/approval/schema';
import { failureOf } from '@kith/client/failure';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { commentHref, postHref } from '#lib/posts/post-href.ts';
import { textToRichText } from '#lib/rich-text/text-to-rich-text.ts';
import { pollIn } from '#lib/polls/server/poll-actions.ts';
import { zoneOf } from '#lib/shell/server/zone-of.ts';
import { typedNames } from '@kith/kernel/typed-names';
import { orErrorPage } from '#lib/shell/loading.ts';
import { reasonsFor } from '#lib/submissions/server/reasons-for.ts';
import { decisionFailure } from '#lib/submissions/decision-failure.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { api } = event.locals;
	const submissionId = idOf(event.params.submissionId);
	const submission = await orErrorPage(api.approval.get({ submissionId }));
	// An old link, from a mail for example, leads to what it has become.
	if (submission.state === 'published') redirect(303, hrefOf(submission));
	const { face } = await event.parent();
	const reasons = submission.mayApprove ? (await reasonsFor({ api, face }))(submission) : [];
	return { submission, reasons, isEditing: event.url.searchParams.has('edit') };
};

function idOf(text: string): string {
	const id = z.uuid().safeParse(text).data;
	if (!id) error(404, 'approval.not_found');
	return id;
}

type Published = Pick<SubmissionDetail, 'id' | 'kind' | 'title' | 'post' | 'revises'>;

function hrefOf({ id, kind, title, post, revises }: Published): string {
	if (kind === 'comment' && post) return commentHref(post, revises?.id ?? id);
	return postHref(post ?? { id, title });
}

type Api = App.Locals['api'];
type Event = Parameters<NonNullable<Actions['approve']>>[0];
type Step = (
	api: Api,
	seen: { submissionId: string; version: number },
	form: FormData,
	zone: string,
) => unknown;

/** Runs what a form asks for; then goes on to `next`. A refusal is shown above the page. */
const act =
	(run: Step, next: (submissionId: string) => string) =>
	async ({ locals, params, request }: Event) => {
		const form = await request.formData();
		const submissionId = idOf(params.submissionId);
		try {
			await run(
				locals.api,
				{ submissionId, version: Number(textIn(form, 'version', 9)) },
				form,
				zoneOf(locals),
			);
		} catch (cause) {
			const failure = failureOf(cause);
			if (failure.status >= 500) throw cause;
			return fail(failure.status, { error: decisionFailure(failure) });
		}
		redirect(303, next(submissionId));
	};

/** The version of what a change was looked at beside. */
const besideOf = (form: FormData) => {
	const revisedVersion = Number(textIn(form, 'revisedVersion', 9));
	return revisedVersion > 0 ? { revisedVersion } : {};
};

const wordsOf = (form: FormData) => {
	const title = textIn(form, 'title', 200).trim();
	return { body: textToRichText(textIn(form, 'text', 30_000)), ...(title && { title }) };
};

/** What the fields beside the text say; nothing where the form has none of them. */
function alongIn(form: FormData, zone: string) {
	if (!form.has('contentWarning')) return {};
	const poll = pollIn(form, zone);
	if (poll === null) error(400, 'polls.bad_form');
	const tags = typedNames(textIn(form, 'tags', 1000));
	return { contentWarning: textIn(form, 'contentWarning', 200).trim(), tags, poll: poll ?? null };
}

export const actions: Actions = {
	approve: act(
		(api, seen, form) => api.approval.approve({ ...seen, ...besideOf(form) }),
		() => '/review?done=approved',
	),
	approveWith: act(
		(api, seen, form) => api.approval.approve({ ...seen, ...besideOf(form), ...wordsOf(form) }),
		() => '/review?done=approved',
	),
	reject: act(
		(api, seen, form) => api.approval.reject({ ...seen, reason: textIn(form, 'reason', 500) }),
		() => '/review?done=rejected',
	),
	resubmit: act(
		(api, seen, form, zone) =>
			api.approval.resubmit({ ...seen, ...wordsOf(form), ...alongIn(form, zone) }),
		(id) => `/submissions/${id}`,
	),
	withdraw: act(
		(api, { submissionId }) => api.approval.withdraw({ submissionId }),
		() => '/submissions',
	),
	publishNow: act(
		(api, { submissionId }) => api.approval.publishNow({ submissionId }),
		(id) => `/submissions/${id}`,
	),
};
