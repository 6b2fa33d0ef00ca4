import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';

type Asked = { locals: App.Locals; params: { id: string }; url: URL };

/** The community of this address for its staff; strangers get the error page, visitors the way in. */
export async function communityFor({ locals, params, url }: Asked) {
	requireStaff(locals, url);
	return orErrorPage(locals.request.community(params.id));
}

/** The staff person who is signed in; anyone else is sent to sign in and comes back to `url`. */
export function requireStaff(locals: App.Locals, url: URL) {
	const { staff } = locals.request;
	if (!staff) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
	return staff;
}
