import { fail } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { localeOf } from '@kith/kernel/locales';
import { textIn } from '#lib/identity/server/form-text.ts';
import { fieldInputs } from './field-inputs.ts';
import type { ProfileAnswer, ProfileValues } from '../profile-form.ts';

/** Saves the posted profile of whoever is signed in; what was typed comes back with what is wrong. */
export async function saveProfile({
	request,
	locals,
}: RequestEvent): Promise<ProfileAnswer | ActionFailure<ProfileAnswer>> {
	const data = await request.formData();
	const values = valuesOf(data);
	const fields = fieldInputs(data);
	const typed = fields ?? [];
	try {
		const saved = await locals.api.members.updateProfile({
			...values,
			...(fields && { fields }),
			...(data.has('locale') ? { locale: localeOf(text(data, 'locale')) } : {}),
			...(data.has('timeZone') ? { timeZone: text(data, 'timeZone') || null } : {}),
		});
		return { values: { ...values, version: saved.version }, typed: [], problem: null };
	} catch (error) {
		const { status, code, details, fields: wrong } = failureOf(error);
		if (status >= 500 || status === 0) throw error;
		const [field = null] = [...Object.keys(wrong), ...texts(details['fieldId'])];
		return fail(status, { values, typed, problem: { code, field } });
	}
}

function valuesOf(data: FormData): ProfileValues {
	return {
		name: text(data, 'name'),
		handle: text(data, 'handle').trim().replace(/^@/, ''),
		bio: text(data, 'bio'),
		avatarFileId: text(data, 'avatarFileId') || null,
		version: Number(text(data, 'version')),
	};
}

const texts = (value: unknown) => (typeof value === 'string' ? [value] : []);
const text = (data: FormData, name: string) => textIn(data, name, 2000);
