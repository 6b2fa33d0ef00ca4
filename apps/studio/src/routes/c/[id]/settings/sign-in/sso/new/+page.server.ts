import { redirect } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import type { ConnectionKind } from '@kith/domains/sso/schema';
import { newId } from '@kith/kernel/ids';
import {
	emptyValues,
	fieldsOf,
	readConnectionForm,
	typedSecret,
} from '#lib/sso/connection-form.ts';
import { kindOf } from '#lib/sso/kinds.ts';
import { readGivable } from '#lib/sso/givable.ts';
import { readMetadataInto } from '#lib/sso/server/read-metadata.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const chosen = kindOf(event.url.searchParams.get('kind'));
	const isNamed = chosen && ['google', 'microsoft', 'github'].includes(chosen.value);
	return {
		kind: chosen?.value ?? null,
		// Made once, so that sending twice adds one.
		connectionId: newId(),
		values: emptyValues(isNamed ? chosen.title : ''),
		givable: await orErrorPage(readGivable(api)),
	};
};

export const actions: Actions = {
	metadata: readMetadataInto,
	save: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const values = readConnectionForm(form);
		const kind = event.url.searchParams.get('kind') as ConnectionKind;
		const id = formText(form, 'connectionId');
		const fields = { id, ...fieldsOf(kind, values), secret: typedSecret(form) };
		const result = await act(values, event.url.pathname, () => api.sso.create(fields));
		if ('saved' in result) redirect(303, `/c/${event.params.id}/settings/sign-in/sso/${id}?added`);
		return result;
	},
};
