import { ConflictError } from '@kith/kernel/errors';
import { saveSetting } from '../communities/index.ts';
import type { PlatformContext } from '../context.ts';
import { ownOpenSignup, readSignup } from './read-signup.ts';
import { updateSignup } from './signups.queries.ts';
import type { ChooseAccess, ChooseLook, Signup } from './signups.schema.ts';

/** Keeps the look being tried, so that the preview and a reload show it; the step does not change. */
// authorize: one's own sign-up only, by `ownSignup`.
export async function tryLook(ctx: PlatformContext, input: ChooseLook): Promise<void> {
	const signup = await ownOpenSignup(ctx, input.signupId);
	await writeSettings(ctx, signup.communityId, { 'look.draft': input.look });
}

/** Settles the look and goes on to access. */
// authorize: one's own sign-up only, by `ownSignup`.
export async function chooseLook(ctx: PlatformContext, input: ChooseLook): Promise<Signup> {
	const signup = await ownOpenSignup(ctx, input.signupId);
	await writeSettings(ctx, signup.communityId, { 'look.draft': input.look, look: input.look });
	await updateSignup(ctx.db, signup.id, { step: 'access' }, ctx.clock.now()).execute();
	return readSignup(ctx, input);
}

/** Settles who can see and join, and who will be invited when the community goes live. */
// authorize: one's own sign-up only, by `ownSignup`.
export async function chooseAccess(ctx: PlatformContext, input: ChooseAccess): Promise<Signup> {
	const signup = await ownOpenSignup(ctx, input.signupId);
	await writeSettings(ctx, signup.communityId, { access: input.access });
	const change = { step: 'live', answers: { invites: [...new Set(input.invites)] } };
	await updateSignup(ctx.db, signup.id, change, ctx.clock.now()).execute();
	return readSignup(ctx, input);
}

async function writeSettings(
	{ services, clock }: PlatformContext,
	communityId: string | null,
	settings: Record<string, unknown>,
): Promise<void> {
	const community = communityId ? await services.directory.byId(communityId) : null;
	if (!community) throw new ConflictError('signups.no_community');
	await services
		.communityDb(community)
		.transaction()
		.execute(async (db) => {
			for (const [key, value] of Object.entries(settings))
				await saveSetting(db, key, value, clock.now()).execute();
		});
	services.snapshots.drop(community.id);
	await services.bus.publish({ topic: 'community.touched', communityId: community.id, data: {} });
}
