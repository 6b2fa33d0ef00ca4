import { error } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { formText } from '@kith/client/forms';
import { CANCEL_REASONS, PlanChoice } from '@kith/domains/plans/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { act } from '#lib/studio/server/act.ts';
import type { Actions, PageServerLoad } from './$types';

type Plans = App.Locals['api']['plans'];

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	if (!(await parent()).maySeePlan) error(404);
	const { plans } = locals.api;
	const { organizationId } = params;
	const { searchParams } = url;
	// Whoever comes from Stripe's page sees what they bought there, before any event has come.
	if (searchParams.has('paid')) await plans.readAgain({ organizationId }).catch(() => undefined);
	const plan = await orErrorPage(plans.current({ organizationId }));
	return {
		plan,
		invoices: plan.mayBuy ? await invoicesOf(plans, organizationId) : [],
		change: plan.mayBuy ? await changeTo(plans, organizationId, searchParams.get('to')) : null,
		isEnding: plan.mayBuy && plan.plan !== 'free' && searchParams.has('end'),
		problem: searchParams.get('problem'),
	};
};

/** Null while Stripe does not answer: the rest of the page stands without it. */
function invoicesOf(plans: Plans, organizationId: string) {
	return plans.invoices({ organizationId }).catch(() => null);
}

/** What a change to the plan named in the address would cost. */
async function changeTo(plans: Plans, organizationId: string, to: string | null) {
	const [plan, interval] = to?.split('-') ?? [];
	const { data: choice } = PlanChoice.safeParse({ plan, interval });
	if (!choice) return null;
	try {
		const preview = await plans.preview({ organizationId, ...choice });
		return { ...choice, preview, problem: null };
	} catch (cause) {
		return { ...choice, preview: null, problem: failureOf(cause).code };
	}
}

export const actions: Actions = {
	change: async ({ locals, params, request, url }) => {
		const form = await request.formData();
		const at = Number(formText(form, 'at'));
		const choice = PlanChoice.parse({
			plan: formText(form, 'plan'),
			interval: formText(form, 'interval'),
		});
		const { organizationId } = params;
		return act({}, url.pathname, () =>
			locals.api.plans.change({ organizationId, ...choice, at: at > 0 ? at : null }),
		);
	},
	end: async ({ locals, params, request, url }) => {
		const form = await request.formData();
		const why = formText(form, 'reason');
		const reason = CANCEL_REASONS.find((one) => one === why) ?? null;
		const { organizationId } = params;
		const comment = formText(form, 'comment');
		return act({}, url.pathname, () =>
			locals.api.plans.cancel({ organizationId, reason, comment }),
		);
	},
	keep: ({ locals, params, url }) =>
		act({}, url.pathname, () => locals.api.plans.keep({ organizationId: params.organizationId })),
};
