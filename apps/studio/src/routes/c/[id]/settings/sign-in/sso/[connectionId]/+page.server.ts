import { error, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { formText } from '@kith/client/forms';
import { fieldsOf, readConnectionForm, typedSecret, valuesOf } from '#lib/sso/connection-form.ts';
import { readGivable } from '#lib/sso/givable.ts';
import { readMetadataInto } from '#lib/sso/server/read-metadata.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { connectionId } = event.params;
	const connections = await orErrorPage(api.sso.list());
	const connection = connections.find(({ id }) => id === connectionId);
	if (!connection) error(404, 'sso.not_found');
	const test = event.url.searchParams.get('test');
	return {
		connection,
		values: valuesOf(connection),
		givable: await orErrorPage(readGivable(api)),
		plan: await orErrorPage(api.sso.planRemoval({ connectionId })),
		report: test
			? await api.sso.test({ test }).catch((cause: unknown) => {
					if (failureOf(cause).status >= 500) throw cause;
					return 'gone' as const;
				})
			: null,
	};
};

export const actions: Actions = {
	metadata: readMetadataInto,
	save: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const values = readConnectionForm(form);
		const { connectionId } = event.params;
		const version = Number(formText(form, 'version'));
		return act(values, event.url.pathname, async () => {
			const known = (await api.sso.list()).find(({ id }) => id === connectionId);
			const kind = known?.source.kind ?? 'openid';
			const fields = { ...fieldsOf(kind, values), connectionId, version };
			await api.sso.update({ ...fields, secret: typedSecret(form) });
		});
	},
	switch: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const { connectionId } = event.params;
		const state = { isEnabled: form.has('isEnabled'), isOnly: form.has('isOnly') };
		const result = await act(state, event.url.pathname, () =>
			api.sso.switch({ connectionId, ...state }),
		);
		return 'saved' in result ? { isSwitched: true as const } : result;
	},
	remove: async (event) => {
		const { api } = await communityFor(event);
		const { connectionId } = event.params;
		const result = await act({}, event.url.pathname, () => api.sso.remove({ connectionId }));
		if ('saved' in result) redirect(303, `/c/${event.params.id}/settings/sign-in/sso?removed`);
		return result;
	},
};
