import type { Suggestion } from '@kith/domains/feeds/schema';
import { dismissByForm } from '#lib/feeds/server/dismiss-action.ts';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { isNarrowed, queryIn } from '#lib/members/directory-address.ts';
import { directoryChoices } from '#lib/members/server/directory-choices.ts';
import { searchActions } from '#lib/members/server/search-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const PER_PAGE = 24;
const EACH = 2;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { fields, roles } = await orSignIn(directoryChoices(locals), { url });
	const query = queryIn(url.searchParams, { fields, roles });
	const { roleKey, ...asked } = query;
	const isMember = locals.request.viewer?.standing === 'active';
	const isStart = !url.searchParams.has('after') && !isNarrowed(query);
	const [members, searches, suggestions] = await orErrorPage(
		Promise.all([
			locals.api.members.list({
				...{ status: 'active', limit: PER_PAGE, cursor: url.searchParams.get('after') },
				...asked,
				...(roleKey && { roleKey }),
			}),
			isMember ? locals.api.directory.searches() : [],
			isMember && isStart ? locals.api.feeds.suggestions() : [],
		]),
	);
	return {
		members,
		fields,
		roles,
		query,
		searches,
		isMember,
		suggestions: forHere(suggestions),
		failed: url.searchParams.get('failed'),
	};
};

/** Spaces have a list of their own. */
const forHere = (suggestions: readonly Suggestion[]) =>
	(['member', 'post'] as const).flatMap((kind) =>
		suggestions.filter((one) => one.kind === kind).slice(0, EACH),
	);

export const actions: Actions = { ...searchActions, dismiss: dismissByForm };
