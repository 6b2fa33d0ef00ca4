import { error, redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { failureOf } from '@kith/client/failure';
import { formText } from '@kith/client/forms';
import type { MergePreview } from '@kith/domains/merging/schema';
import { actProved } from '#lib/data/server/proved.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND = 8;

type Previewed = { preview: MergePreview; refusal: null } | { preview: null; refusal: string };

/** What a refusal means is told on the page: another account, or the other way round, may do. */
async function previewed(asked: Promise<MergePreview>): Promise<Previewed> {
	try {
		return { preview: await asked, refusal: null };
	} catch (cause) {
		const { status, code } = failureOf(cause);
		if (status >= 500 || status === 401) throw cause;
		return { preview: null, refusal: code };
	}
}

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { memberId } = event.params;
	const search = event.url.searchParams.get('q')?.trim().slice(0, 80) ?? '';
	const intoId = z.uuid().safeParse(event.url.searchParams.get('into')).data ?? null;
	const member = await orErrorPage(api.roster.get({ memberId }));
	if (member.id !== memberId) redirect(307, `/c/${event.params.id}/members/${member.id}`);
	const wanted = { filter: { search: search || member.name }, limit: FOUND + 1 };
	const found = intoId ? null : await orErrorPage(api.roster.list(wanted));
	const choice = intoId
		? await orErrorPage(previewed(api.merging.preview({ memberId, intoId })))
		: null;
	if (choice?.refusal === 'permissions.denied') error(403, 'permissions.denied');
	const others = found?.items.filter(({ id }) => id !== memberId).slice(0, FOUND) ?? [];
	return { member, search, intoId, others, choice };
};

export const actions: Actions = {
	default: async ({ locals, params, url, request }) => {
		const form = await request.formData();
		const [handle, intoId] = [formText(form, 'handle'), formText(form, 'into')];
		const next = `${url.pathname}?into=${encodeURIComponent(intoId)}`;
		const asked = { communityId: params.id, memberId: params.memberId, intoId, handle };
		const done = await actProved({ handle }, next, () => locals.api.merging.merge(asked));
		if (!('saved' in done)) return done;
		const merged = encodeURIComponent(handle.trim().replace(/^@/, '').toLowerCase());
		redirect(303, `/c/${params.id}/members/${intoId}?merged=${merged}`);
	},
};
