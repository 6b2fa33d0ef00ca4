import type { CommunityDb } from '@kith/db/handles';
import { ConflictError } from '@kith/kernel/errors';
import { saveSetting } from '../communities/index.ts';
import type { Look } from '../communities/communities.schema.ts';
import type { PlatformContext } from '../context.ts';
import { requireLogo } from '../media/index.ts';
import { ownOpenSignup, readSignup } from './read-signup.ts';
import { updateSignup } from './signups.queries.ts';
import type { ChooseAccess, ChooseLook, Signup } from './signups.schema.ts';

/** Keeps the look being tried, so that the preview and a reload show it; the step does not change. */
// authorize: one's own sign-up only, by `ownSignup`.
export async function tryLook(ctx: PlatformContext, input: ChooseLook): Promise<void> {
	const signup = await ownOpenSignup(ctx, input.signupId);
	await keepLook(ctx, signup.communityId, input.look, ['look.draft']);
}

/** Settles the look and goes on to access. */
// authorize: one's own sign-up only, by `ownSignup`.
export async function chooseLook(ctx: PlatformContext, input: ChooseLook): Promise<Signup> {
	const signup = await ownOpenSignup(ctx, input.signupId);
	await keepLook(ctx, signup.communityId, input.look, ['look.draft', 'look']);
	await updateSignup(ctx.db, signup.id, { step: 'access' }, ctx.clock.now()).execute();
	return readSignup(ctx, input);
}

/** Settles who can see and join, and who will be invited when the community goes live. */
// authorize: one's own sign-up only, by `ownSignup`.
export async function chooseAccess(ctx: PlatformContext, input: ChooseAccess): Promise<Signup> {
	const signup = await ownOpenSignup(ctx, input.signupId);
	await inCommunity(ctx, signup.communityId, (db) =>
		saveSetting(db, 'access', input.access, ctx.clock.now()).execute(),
	);
	const change = { step: 'live', answers: { invites: [...new Set(input.invites)] } };
	await updateSignup(ctx.db, signup.id, change, ctx.clock.now()).execute();
	return readSignup(ctx, input);
}

function keepLook(
	ctx: PlatformContext,
	communityId: string | null,
	look: Look,
	keys: readonly ('look' | 'look.draft')[],
): Promise<void> {
	return inCommunity(ctx, communityId, async (db) => {
		const { logoFileId, logoDarkFileId, faviconFileId, coverFileId } = look;
		for (const fileId of [logoFileId, logoDarkFileId, faviconFileId, coverFileId])
			await requireLogo(db, fileId);
		for (const key of keys) await saveSetting(db, key, look, ctx.clock.now()).execute();
	});
}

async function inCommunity(
	{ services }: PlatformContext,
	communityId: string | null,
	write: (db: CommunityDb) => Promise<unknown>,
): Promise<void> {
	const community = communityId ? await services.directory.byId(communityId) : null;
	if (!community) throw new ConflictError('signups.no_community');
	await services.communityDb(community).transaction().execute(write);
	services.snapshots.drop(community.id);
	await services.bus.publish({ topic: 'community.touched', communityId: community.id, data: {} });
}
