import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import type { Explored } from '@kith/domains/analytics/explore';
import { hasOwnDays, queryOf, readQuestion } from '#lib/analytics/question.ts';
import { readFor } from '#lib/analytics/server/read.ts';
import type { PageServerLoad } from './$types';

/** What an address can ask for and nobody can answer: the page says so, and stays to ask something else. */
const REFUSALS = new Set([
	...['analytics.not_offered', 'analytics.too_far_back', 'permissions.denied'],
	...['roles.not_found', 'roster.segment_not_found', 'spaces.not_found', 'fields.not_found'],
]);

export const load: PageServerLoad = async (event) => {
	const asked = readQuestion(event.url);
	const found = await readFor(event, async ({ analytics }) => {
		const choices = await analytics.explorable();
		const [answer, kept] = await Promise.all([
			answered(analytics.explore(asked)),
			analytics.explorations(),
		]);
		return { ...answer, asked, choices, kept, hasOwnDays: hasOwnDays(event.url) };
	});
	// A mail names a question, which may be called and asked otherwise by now.
	const named = event.url.searchParams.get('kept');
	const meant = found.kept.find(({ id }) => id === named);
	if (meant) redirect(303, event.url.pathname + queryOf(meant.question));
	return found;
};

type Answer = { explored: Explored | null; refusal: string | null };

async function answered(attempt: Promise<Explored>): Promise<Answer> {
	try {
		return { explored: await attempt, refusal: null };
	} catch (cause) {
		const { code } = failureOf(cause);
		if (!REFUSALS.has(code)) throw cause;
		return { explored: null, refusal: code };
	}
}
