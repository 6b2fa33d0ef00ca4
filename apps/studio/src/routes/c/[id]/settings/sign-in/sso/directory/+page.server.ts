import { formText } from '@kith/client/forms';
import { newId } from '@kith/kernel/ids';
import { readGroupRules, groupRulesOf } from '#lib/sso/directory-rules.ts';
import { readGivable } from '#lib/sso/givable.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const directory = await orErrorPage(api.scim.get());
	return {
		directory,
		rules: groupRulesOf(directory.rules),
		givable: await orErrorPage(readGivable(api)),
		// The first one stays in the form: sent twice, it makes one token.
		newId: newId(),
	};
};

export const actions: Actions = {
	make: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const wish = { id: formText(form, 'id'), name: formText(form, 'name') };
		let token = '';
		const result = await act(wish, event.url.pathname, async () => {
			({ token } = await api.scim.makeToken(wish));
		});
		return 'saved' in result ? { token } : result;
	},
	renew: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const tokenId = formText(form, 'tokenId');
		let token = '';
		const result = await act({ tokenId }, event.url.pathname, async () => {
			({ token } = await api.scim.renewToken({ tokenId }));
		});
		return 'saved' in result ? { token } : result;
	},
	revoke: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const tokenId = formText(form, 'tokenId');
		const result = await act({ tokenId }, event.url.pathname, () =>
			api.scim.revokeToken({ tokenId }),
		);
		return 'saved' in result ? { isRevoked: true as const } : result;
	},
	rules: async (event) => {
		const { api } = await communityFor(event);
		const { typed, rules } = readGroupRules(await event.request.formData());
		const result = await act({ typed }, event.url.pathname, () => api.scim.saveRules({ rules }));
		return 'saved' in result ? { hasRules: true as const } : { ...result };
	},
};
