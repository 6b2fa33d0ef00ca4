import type { RequestEvent } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import { readConnectionForm } from '#lib/sso/connection-form.ts';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';

/** Fills the form in with what a provider's metadata says, pasted or as a file; nothing is saved. */
export async function readMetadataInto(event: RequestEvent & { params: { id: string } }) {
	const { api } = await communityFor(event);
	const form = await event.request.formData();
	const values = readConnectionForm(form);
	const file = form.get('metadataFile');
	const isFile = file instanceof File && file.size > 0 && file.size <= 300_000;
	const xml = isFile ? await file.text() : formText(form, 'metadata').trim();
	const result = await act(values, event.url.pathname, async () => {
		const { idpEntityId, ssoUrl, sloUrl, certificates } = await api.sso.readMetadata({ xml });
		Object.assign(values, {
			...{ idpEntityId, ssoUrl, sloUrl, certificates: certificates.join('\n') },
		});
	});
	return 'saved' in result ? { values, hasRead: true as const } : result;
}
