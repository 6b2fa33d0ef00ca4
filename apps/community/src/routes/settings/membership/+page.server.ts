import { fail } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { textIn } from '#lib/identity/server/form-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const MONTHS = 3;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	await parent();
	const { gifts, memberships, tiers, sales, seats } = locals.api;
	const [all, offers, given, asked] = await orErrorPage(
		Promise.all([memberships.mine(), tiers.offers(), gifts.given(), seats.offered()]),
	);
	const bought = all.filter(({ source, status }) => source === 'purchase' && status !== 'pending');
	return {
		memberships: all.filter(({ status }) => status !== 'pending'),
		...{ offers, given, asked },
		invoices: Promise.all(
			bought.map(async ({ id }) => sales.invoices({ membershipId: id }).catch(() => null)),
		).then((lists) =>
			lists.includes(null)
				? null
				: lists.flatMap((list) => list ?? []).toSorted((a, b) => b.at.getTime() - a.at.getTime()),
		),
		problem: url.searchParams.get('problem'),
	};
};

type Verb = (membershipId: string, data: FormData) => Promise<unknown>;

const act =
	(verbs: (locals: App.Locals) => Verb): Actions[string] =>
	async ({ request, locals }) => {
		const data = await request.formData();
		try {
			await verbs(locals)(textIn(data, 'membershipId'), data);
		} catch (error) {
			const { status, code } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			return fail(status, { problem: code });
		}
		return { done: true };
	};

export const actions: Actions = {
	keep: act(
		({ api }) =>
			(membershipId) =>
				api.sales.keep({ membershipId }),
	),
	pause: act(({ api }) => (membershipId, data) => {
		const months = Math.min(MONTHS, Math.max(1, Number(textIn(data, 'months')) || 1));
		return api.sales.pause({ membershipId, months });
	}),
	leave: act(
		({ api }) =>
			(membershipId) =>
				api.seats.leave({ membershipId }),
	),
	accept: act(
		({ api }) =>
			(membershipId) =>
				api.seats.answer({ membershipId, accept: true }),
	),
	refuse: act(
		({ api }) =>
			(membershipId) =>
				api.seats.answer({ membershipId, accept: false }),
	),
	resume: act(
		({ api }) =>
			(membershipId) =>
				api.sales.resume({ membershipId }),
	),
};
