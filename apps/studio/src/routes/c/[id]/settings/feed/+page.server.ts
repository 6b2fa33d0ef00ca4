import { fail, redirect } from '@sveltejs/kit';
import { formText } from '@kith/client/forms';
import { failureOf } from '@kith/client/failure';
import { DEFAULT_WEIGHTS, type Weights } from '@kith/domains/feeds/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const weights = await orErrorPage(api.feeds.weights());
	const preview = await orErrorPage(api.feeds.previewWeights(weights));
	return { weights, preview };
};

/** The domain's schema refuses what is no weight. */
function weightsIn(form: FormData): Weights {
	const of = (name: string) => Number(formText(form, name) || Number.NaN);
	return {
		...{ fresh: of('fresh'), talk: of('talk'), affinity: of('affinity'), unseen: of('unseen') },
		newcomers: form.has('newcomers'),
	};
}

const refused = (cause: unknown, values: Weights) => {
	const { status } = failureOf(cause);
	return fail(status || 500, { values, isRefused: true as const });
};

export const actions: Actions = {
	preview: async (event) => {
		const { api } = await communityFor(event);
		const values = weightsIn(await event.request.formData());
		try {
			return { values, preview: await api.feeds.previewWeights(values) };
		} catch (cause) {
			return refused(cause, values);
		}
	},
	save: async (event) => {
		const { api } = await communityFor(event);
		const values = weightsIn(await event.request.formData());
		try {
			await api.feeds.saveWeights(values);
		} catch (cause) {
			return refused(cause, values);
		}
		redirect(303, `${event.url.pathname}?saved`);
	},
	reset: async (event) => {
		const { api } = await communityFor(event);
		await orErrorPage(api.feeds.saveWeights(DEFAULT_WEIGHTS));
		redirect(303, `${event.url.pathname}?saved`);
	},
};
