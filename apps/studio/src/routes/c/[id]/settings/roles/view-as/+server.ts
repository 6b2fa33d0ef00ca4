import { error } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import { Whom } from '@kith/domains/roles/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** Opens the member site as a visitor, a role or a member sees it. */
export const POST: RequestHandler = async (event) => {
	const { api } = await communityFor(event);
	const form = await event.request.formData();
	const [kind, id] = [formText(form, 'kind'), formText(form, 'id')];
	const whom = Whom.safeParse({
		kind,
		...(kind === 'role' && { roleId: id }),
		...(kind === 'member' && { memberId: id }),
	});
	if (!whom.success) error(400, 'input.invalid');
	const { url } = await orErrorPage(api.roles.viewAs({ whom: whom.data }));
	// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
	return new Response(null, { headers: { refresh: `0;url=${url}`, 'cache-control': 'no-store' } });
};
