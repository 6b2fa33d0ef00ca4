import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { textIn } from '#lib/identity/server/form-text.ts';
import { addressesIn } from '#lib/membership/addresses.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 25;

export const load: PageServerLoad = async ({ locals, params, url, parent, setHeaders }) => {
	await parent();
	setHeaders({ 'cache-control': 'no-store' });
	const membershipId = params.id;
	const { seats, sales } = locals.api;
	const read = async () => orErrorPage(seats.group({ membershipId }));
	const before = await read();
	// Who comes back from Stripe's page need not wait for a webhook.
	const group =
		before.status === 'pending'
			? await orErrorPage(sales.check({ membershipId })).then(read)
			: before;
	const search = (url.searchParams.get('q') ?? '').trim().slice(0, 80);
	const cursor = url.searchParams.get('cursor');
	const people = await orErrorPage(seats.people({ membershipId, search, cursor, limit: PAGE }));
	return { group, people, search, problem: url.searchParams.get('problem') };
};

type Api = App.Locals['api']['seats'];
type Verb = (seats: Api, membershipId: string, data: FormData) => Promise<unknown>;

const act =
	(verb: Verb): Actions[string] =>
	async ({ request, locals, params }) => {
		const data = await request.formData();
		try {
			await verb(locals.api.seats, params.id, data);
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { problem: code, emails: textIn(data, 'emails', 9_000) });
		}
		return { done: true };
	};

const personIn = (data: FormData) => textIn(data, 'memberId');

export const actions: Actions = {
	takeOwn: act((seats, membershipId) => seats.takeOwn({ membershipId })),
	leave: act((seats, membershipId) => seats.leave({ membershipId })),
	link: act((seats, membershipId) => seats.setLink({ membershipId, open: true })),
	unlink: act((seats, membershipId) => seats.setLink({ membershipId, open: false })),
	revoke: act((seats, membershipId, data) =>
		seats.revoke({ membershipId, email: textIn(data, 'email') }),
	),
	remove: act((seats, membershipId, data) =>
		seats.remove({ membershipId, memberId: personIn(data) }),
	),
	offer: act((seats, membershipId, data) =>
		seats.offer({ membershipId, memberId: personIn(data) }),
	),
	withdraw: act((seats, membershipId) => seats.withdraw({ membershipId })),
	rename: async (event) => {
		const data = await event.request.clone().formData();
		if (textIn(data, 'name').trim() === '') return fail(422, { problem: 'seats.name_missing' });
		return act((seats, membershipId, typed) =>
			seats.rename({ membershipId, name: textIn(typed, 'name', 80) }),
		)?.(event);
	},
	invite: async (event) => {
		const typed = textIn(await event.request.clone().formData(), 'emails', 9_000);
		const emails = addressesIn(typed);
		if (emails === null) return fail(422, { problem: 'seats.emails_wrong', emails: typed });
		return act((seats, membershipId) => seats.invite({ membershipId, emails }))?.(event);
	},
	/** Shows what another number of seats costs. */
	seats: async ({ request, params }) => {
		const count = Number(textIn(await request.formData(), 'seats'));
		if (!Number.isInteger(count) || count < 1 || count > 1000)
			return fail(422, { problem: 'seats.count_refused' });
		redirect(303, `/settings/membership/group/${params.id}/seats?to=${count}`);
	},
};
