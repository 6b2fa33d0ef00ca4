import { error, fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { LegalKind } from '@kith/domains/guidelines/schema';
import { textIn } from '#lib/identity/server/form-text.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { rememberLater } from '#lib/onboarding/server/accept-first.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

/** The guidelines, or one of the community's own legal texts where the address names one. */
function kindIn({ kind }: { kind?: string }) {
	if (kind === undefined) return 'guidelines';
	return LegalKind.safeParse(kind).data ?? error(404, 'route.not_found');
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const kind = kindIn(params);
	const guidelines = await orErrorPage(locals.api.guidelines.current({ kind }));
	// A community that wrote no such text has no such page.
	if (!guidelines && kind !== 'guidelines') error(404, 'route.not_found');
	return { kind, guidelines, next: nextPath(url) };
};

export const actions: Actions = {
	accept: async ({ request, locals, params, url }) => {
		const version = Number(textIn(await request.formData(), 'version'));
		try {
			await locals.api.guidelines.accept({ kind: kindIn(params), version });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { refused: code });
		}
		redirect(303, nextPath(url));
	},
	later: ({ cookies, url }) => {
		rememberLater(cookies);
		redirect(303, nextPath(url));
	},
};
