import type { CommunityContext } from '../context.ts';
import { launchFacts } from './checklist.queries.ts';
import type { LaunchChecklist } from './communities.schema.ts';

/** What is left to do before a community feels alive; every item is read off the facts, none is ticked by hand. */
export async function launchChecklist(ctx: CommunityContext): Promise<LaunchChecklist> {
	ctx.authorize('administer', 'Community');
	const facts = await launchFacts(ctx.db).executeTakeFirstOrThrow();
	const { look, general } = ctx.snapshot;
	return {
		dismissed: general.checklistDismissed,
		exampleCount: facts.examples ?? 0,
		items: [
			{ key: 'logo', done: look.logoFileId !== null },
			{ key: 'tagline', done: general.tagline !== '' },
			{ key: 'first_post', done: (facts.ownPosts ?? 0) > 0 },
			{ key: 'invite', done: (facts.invitations ?? 0) > 0 || (facts.members ?? 0) > 1 },
			{ key: 'share', done: general.sharedAddressAt !== null },
			{ key: 'examples', done: (facts.examples ?? 0) === 0 },
		],
	};
}
