import type { CommunityContext } from '../context.ts';
import { LEGAL_KINDS, type GuidelinesInForce } from '../guidelines/guidelines.schema.ts';
import type { SignInSettings } from '../identity/identity.schema.ts';
import { noteLanguage } from '../rich-text/index.ts';
import { requireSold } from '../sales/index.ts';
import { mergeSetting } from '../settings.queries.ts';
import { renameCommunity, saveSetting } from './communities.queries.ts';
import { settingTarget } from '../setting-target.ts';
import type {
	Access,
	CommunityFace,
	General,
	UpdateGeneral,
	UpdateLocalization,
} from './communities.schema.ts';

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
		localization: snapshot.localization,
		...{ sells: snapshot.offers.length > 0, earns: snapshot.earns },
		points: snapshot.points,
		legal: LEGAL_KINDS.filter((kind) => isShown(snapshot.legal[kind])).map((kind) => ({
			...{ kind, title: snapshot.legal[kind].title },
		})),
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
	await rename(ctx, { name });
}

/**
 * Changes who can see the community and how one joins; whoever is in stays, whoever waits goes on waiting. To join by
 * membership, there must be one to buy: throws `sales.not_open` and `sales.nothing_on_offer`.
 */
export async function updateAccess(ctx: CommunityContext, access: Access): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	if (access.join === 'membership' && ctx.snapshot.access.join !== 'membership')
		await requireSold(ctx);
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

/**
 * Changes the community's own language, those that people choose among, its time zone and how it tells the hour. What was
 * written before is found by the language it was written in: that is remembered.
 */
export async function updateLocalization(
	ctx: CommunityContext,
	{ locale, ...localization }: UpdateLocalization,
): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'localization' });
	await ctx.transaction(async (tx) => {
		await saveSetting(tx.db, 'localization', localization, ctx.clock.now()).execute();
		if (locale !== ctx.community.locale) await noteLanguage(ctx, tx, ctx.community.locale);
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget('localization') },
			before: { ...ctx.snapshot.localization, locale: ctx.community.locale },
			after: { ...localization, locale },
		});
		tx.touchCommunity();
	});
	await rename(ctx, { locale });
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

const isShown = ({ version, isOff }: GuidelinesInForce) => version > 0 && !isOff;

const textsOf = ({ tagline, description }: General) => ({ tagline, description });

/** The name and the language live with the platform; they follow after the community's own transaction and are safe to repeat. */
async function rename(
	ctx: CommunityContext,
	naming: { name: string } | { locale: string },
): Promise<void> {
	if (Object.entries(naming).every(([key, value]) => Reflect.get(ctx.community, key) === value))
		return;
	await renameCommunity(ctx.services.platform, ctx.community.id, naming).execute();
	ctx.services.directory.drop(ctx.community.id);
	await ctx.services.bus.publish({
		topic: 'directory.changed',
		communityId: ctx.community.id,
		data: {},
	});
}
