import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { Contributions } from '@kith/domains/members/schema';
import { getLocale } from '#lib/paraglide/runtime.js';
import { saveProfile } from '#lib/members/server/save-profile.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { members, onboarding, mail } = locals.api;
	const [profile, { questions }, health] = await orErrorPage(
		Promise.all([members.me(), onboarding.welcome(), mail.ownHealth()]),
	);
	return {
		profile,
		mail: health && { reason: health.reason, date: dayIn(profile.timeZone, health.since) },
		hasAnswers: questions.length > 0,
		isOwner: profile.roles.some(({ key }) => key === 'owner'),
	};
};

function dayIn(timeZone: string | null, at: Date): string {
	const form = { dateStyle: 'long', timeZone: timeZone ?? 'UTC' } as const;
	return new Intl.DateTimeFormat(getLocale(), form).format(at);
}

export const actions: Actions = {
	save: saveProfile,
	resumeMail: async ({ locals }) => {
		try {
			await locals.api.mail.resumeOwn();
		} catch (error) {
			const { status, code } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			return fail(status, { mailProblem: code });
		}
		return { mailResumed: true };
	},
	leave: async ({ request, locals }) => {
		const data = await request.formData();
		// The dialog asks where there is script; this is the way without, and before the page has come alive.
		if (!data.has('sure')) return fail(400, { leaveProblem: 'leave.not_confirmed' });
		const chosen = Contributions.safeParse(data.get('contributions'));
		try {
			await locals.api.members.leave({ contributions: chosen.success ? chosen.data : 'keep' });
		} catch (error) {
			const { status, code } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			return fail(status, { leaveProblem: code });
		}
		redirect(303, '/');
	},
};
