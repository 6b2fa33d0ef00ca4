import { error, fail, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { SubjectKind } from '@kith/domains/history/schema';
import { textIn } from '#lib/identity/server/form-text.ts';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import type { Actions, PageServerLoad } from './$types';

const Ref = z.object({ kind: SubjectKind, id: z.uuid() });
const Version = z.coerce.number().int().positive();

type Params = { kind: string; id: string };

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const subject = subjectOf(params);
	const cursor = url.searchParams.get('cursor');
	const page = await orSignIn(locals.api.history.list({ ...subject, cursor }), { url });
	const asked = Version.safeParse(url.searchParams.get('v')).data;
	const number = asked ?? page.items.find((entry) => readable(entry, page.may.hide))?.number;
	const version = number
		? await orErrorPage(locals.api.history.version({ ...subject, number }))
		: null;
	return { page, version, kind: subject.subjectKind, isText: url.searchParams.has('text') };
};

function readable(
	{ number, isHidden }: { number: number | null; isHidden: boolean },
	all: boolean,
) {
	return number !== null && (all || !isHidden);
}

function subjectOf(params: Params) {
	const ref = Ref.safeParse(params);
	if (!ref.success) error(404, 'history.subject_not_found');
	return { subjectKind: ref.data.kind, subjectId: ref.data.id };
}

export const actions: Actions = {
	restore: ({ locals, params, request }) =>
		act(params, request, async (subject, number, form) => {
			const version = Number(textIn(form, 'version', 12));
			const { subjectKind, subjectId } = subject;
			const { heldId } =
				subjectKind === 'post'
					? await locals.api.posts.restore({ postId: subjectId, version, number })
					: await locals.api.comments.restore({ commentId: subjectId, version, number });
			return heldId ? `/submissions/${heldId}` : '';
		}),
	hide: ({ locals, params, request }) =>
		act(params, request, async (subject, number, form) => {
			await locals.api.history.hide({ ...subject, number, why: textIn(form, 'why') });
			return `?v=${number}`;
		}),
	show: ({ locals, params, request }) =>
		act(params, request, async (subject, number) => {
			await locals.api.history.show({ ...subject, number });
			return `?v=${number}`;
		}),
};

type Subject = ReturnType<typeof subjectOf>;

/** Runs what a form asks for and comes back to the page, or goes on where that leads; a refusal is shown above it. */
async function act(
	params: Params,
	request: Request,
	run: (subject: Subject, number: number, form: FormData) => Promise<string>,
) {
	const form = await request.formData();
	const number = Version.safeParse(form.get('number')).data ?? 0;
	let next: string;
	try {
		next = await run(subjectOf(params), number, form);
	} catch (cause) {
		const failure = failureOf(cause);
		if (failure.status >= 500) throw cause;
		return fail(failure.status, { error: failureText(failure) });
	}
	redirect(303, next.startsWith('/') ? next : `/history/${params.kind}/${params.id}${next}`);
}
