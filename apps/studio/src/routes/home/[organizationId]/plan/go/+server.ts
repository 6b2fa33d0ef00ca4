import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { formText } from '@kith/client/forms';
import type { PlanChoice } from '@kith/domains/plans/schema';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** Sends the browser to Stripe: to buy a plan, or to where the card is changed. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
	requireStaff(locals, url);
	const { organizationId } = params;
	const form = await request.formData();
	const { plans } = locals.api;
	// The domain's schema refuses what is no plan.
	const [plan, interval, how] = formText(form, 'to').split('-');
	const choice = { ...({ plan, interval } as PlanChoice), isTrial: how === 'trial' };
	const ask =
		plan === 'portal'
			? () => plans.openPortal({ organizationId })
			: () => plans.checkOut({ organizationId, ...choice });
	const way = await ask().catch((cause: unknown) => {
		const { status, code } = failureOf(cause);
		if (status === 0 || code === 'internal') throw cause;
		redirect(303, `/home/${organizationId}/plan?problem=${encodeURIComponent(code)}`);
	});
	// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
	return new Response(null, {
		headers: { refresh: `0;url=${way.url}`, 'cache-control': 'no-store' },
	});
};
