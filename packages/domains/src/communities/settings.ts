import type { CommunityContext } from '../context.ts';
import type { SignInSettings } from '../identity/identity.schema.ts';
import { mergeSetting, renameCommunity, saveSetting } from './communities.queries.ts';
import { settingTarget } from './setting-target.ts';
import type { Access, CommunityFace, General, UpdateGeneral } from './communities.schema.ts';

/** What every visitor may know of a community, even of a private one: enough to recognise and to join it. */
// authorize: the face is public by definition; nothing of the content is in it.
export function faceOf(ctx: CommunityContext): CommunityFace {
	const { community, snapshot } = ctx;
	const { id, slug, name, locale, status } = community;
	const { tagline, description } = snapshot.general;
	return {
		...{ id, slug, name, locale, status, tagline, description },
		...{ look: snapshot.look, hasStart: snapshot.site.pages.home.isOn },
		access: snapshot.access,
		signIn: { password: snapshot.signIn.password, passkey: snapshot.signIn.passkey },
	};
}

/** Changes name, tagline and description. */
export async function updateGeneral(ctx: CommunityContext, input: UpdateGeneral): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'general' });
	const { name, tagline, description } = input;
	await ctx.transaction(async (tx) => {
		await mergeSetting(tx.db, 'general', { tagline, description }, ctx.clock.now()).execute();
		const { community, snapshot } = ctx;
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget('general') },
			before: { ...textsOf(snapshot.general), name: community.name },
			after: { tagline, description, name },
		});
		tx.touchCommunity();
	});
	await rename(ctx, name);
}

/** Changes who can see the community and how one joins. */
export async function updateAccess(ctx: CommunityContext, access: Access): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	await ctx.transaction(async (tx) => {
		await saveSetting(tx.db, 'access', access, ctx.clock.now()).execute();
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget('access') },
			...{ before: ctx.snapshot.access, after: access },
		});
		tx.touchCommunity();
	});
}

/** Changes how one may sign in. Sessions that are open stay open; passwords and passkeys are kept for later. */
export async function updateSignIn(ctx: CommunityContext, signIn: SignInSettings): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	await ctx.transaction(async (tx) => {
		await mergeSetting(tx.db, 'signIn', signIn, ctx.clock.now()).execute();
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget('sign-in') },
			...{ before: ctx.snapshot.signIn, after: signIn },
		});
		tx.touchCommunity();
	});
}

/** Puts the launch checklist away, or shows it again. */
export async function dismissChecklist(ctx: CommunityContext, dismissed: boolean): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'general' });
	await ctx.transaction(async (tx) => {
		const change = { checklistDismissed: dismissed };
		await mergeSetting(tx.db, 'general', change, ctx.clock.now()).execute();
		tx.touchCommunity();
	});
}

/** Remembers that the organizer has copied the community's address: one item of the launch checklist. */
export async function markAddressShared(ctx: CommunityContext): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'general' });
	await ctx.transaction(async (tx) => {
		const change = { sharedAddressAt: ctx.clock.now().toISOString() };
		await mergeSetting(tx.db, 'general', change, ctx.clock.now()).execute();
		tx.touchCommunity();
	});
}

const textsOf = ({ tagline, description }: General) => ({ tagline, description });

/** The name lives with the platform; it follows after the community's own transaction and is safe to repeat. */
async function rename(ctx: CommunityContext, name: string): Promise<void> {
	if (name === ctx.community.name) return;
	await renameCommunity(ctx.services.platform, ctx.community.id, { name }).execute();
	ctx.services.directory.drop(ctx.community.id);
	await ctx.services.bus.publish({
		topic: 'directory.changed',
		communityId: ctx.community.id,
		data: {},
	});
}
