import type { CommunityContext } from '../context.ts';
import type { SignInSettings } from '../identity/identity.schema.ts';
import type { Access, SavedLocalization, UpdateGeneral } from './communities.schema.ts';

/** Name, tagline and description, for who changes them. */
export function getGeneral(ctx: CommunityContext): UpdateGeneral {
	ctx.authorize('administer', 'Setting', { key: 'general' });
	const { tagline, description } = ctx.snapshot.general;
	return { name: ctx.community.name, tagline, description };
}

/** Who can see the community and how one joins, for who changes it. */
export function getAccess(ctx: CommunityContext): Access {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	return ctx.snapshot.access;
}

/** How one may sign in, for who changes it: who decides how one comes in decides that as well. */
export function getSignIn(ctx: CommunityContext): SignInSettings {
	ctx.authorize('administer', 'Setting', { key: 'access' });
	return ctx.snapshot.signIn;
}

/** Language, time zone and hours, for who changes them. */
export function getLocalization(ctx: CommunityContext): SavedLocalization {
	ctx.authorize('administer', 'Setting', { key: 'localization' });
	return { ...ctx.snapshot.localization, locale: ctx.community.locale };
}
