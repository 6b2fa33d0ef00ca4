import { formText } from '@kith/client/forms';
import type { SignInSettings } from '@kith/domains/identity/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

const wordOf = (isOn: boolean) => (isOn ? 'on' : 'off');

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [{ password, passkey, captcha }, secondFactor] = await orErrorPage(
		Promise.all([api.communities.signIn(), api.communities.secondFactor()]),
	);
	return {
		signIn: { password: wordOf(password), passkey: wordOf(passkey), captcha },
		secondFactor,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const isOn = (name: string) => formText(form, name) === 'on';
		// The domain's schema refuses anything that is none of its words.
		const captcha = formText(form, 'captcha') as SignInSettings['captcha'];
		const settings = { password: isOn('password'), passkey: isOn('passkey'), captcha };
		const { password, passkey } = settings;
		const values = { password: wordOf(password), passkey: wordOf(passkey), captcha };
		return act(values, event.url.pathname, () => api.communities.updateSignIn(settings));
	},
};
