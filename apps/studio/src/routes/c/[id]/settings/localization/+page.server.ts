import { fail } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import { UpdateLocalization } from '@kith/domains/communities/schema';
import { LOCALES } from '@kith/kernel/locales';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const saved = await orErrorPage(api.communities.localization());
	const { locale, languages, timeZone, hourCycle } = saved;
	return {
		saved: {
			...{ locale, languages: inOrder(languages) },
			...{ timeZone: timeZone ?? '', hourCycle },
		},
	};
};

/** A form tells what changed by comparing texts. */
const inOrder = (languages: readonly string[]) =>
	LOCALES.filter((one) => languages.includes(one)).join(' ');

export const actions: Actions = {
	default: async (event) => {
		const { api } = await communityFor(event);
		const form = await event.request.formData();
		const languages = form.getAll('languages').map(String);
		const values = {
			...{ locale: formText(form, 'locale'), languages: inOrder(languages) },
			...{ timeZone: formText(form, 'timeZone'), hourCycle: formText(form, 'hourCycle') },
		};
		const wanted = UpdateLocalization.safeParse({
			...{ ...values, languages, timeZone: values.timeZone || null },
		});
		if (!wanted.success)
			return fail(400, {
				...{ code: 'input.invalid', values },
				fields: { languages: 'invalid' } as Record<string, string>,
			});
		return act(values, event.url.pathname, () => api.communities.updateLocalization(wanted.data));
	},
};
