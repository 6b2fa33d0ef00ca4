import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { abilityOf } from '../permissions/compile.ts';
import type { Action, AppAbility, SubjectName, SubjectRow } from '../permissions/permission.ts';
import { permissionCatalogue } from '../permissions/permissions.schema.ts';
import { Resolver } from '../permissions/resolve.ts';
import { withSecondFactor, type Standing } from '../permissions/standing.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import { STUDIO_PAGES, type Sight, type StudioPage } from './desks.schema.ts';

/** What is asked of an ability. */
export type Ask = readonly [Action, SubjectName, SubjectRow?];

const setting = (key: string): Ask => ['administer', 'Setting', { key }];
const RUN: Ask = ['administer', 'Community'];
const LET_IN: Ask = ['approve', 'Member'];
const SPACES: Ask = ['administer', 'Space'];
/** Of one space at least. */
const RUN_SPACE: readonly Ask[] = [['update', 'Space']];
const NUMBERS: readonly Ask[] = [['read', 'Analytics']];
const POINTS: readonly Ask[] = [['read', 'PointRule']];
const MONEY: readonly Ask[] = [['read', 'Purchase']];

/** Pages of several crafts, any of which opens them. */
const ANY_OF = {
	// To look after members, let them in, or hold them back.
	members: [['administer', 'Member'], LET_IN, ['silence', 'Member']],
	'moderation/rota': [['approve', 'Submission'], LET_IN, setting('approval')],
} as const satisfies Partial<Record<StudioPage, readonly Ask[]>>;
const isOfSeveral = (page: StudioPage): page is keyof typeof ANY_OF => page in ANY_OF;

/** What each page asks for when it is read: all of it. What is written there is asked for when it is. */
const ASKED: Readonly<Record<Exclude<StudioPage, keyof typeof ANY_OF>, readonly Ask[]>> = {
	'members/import': [['administer', 'Member']],
	fields: [['update', 'MemberField']],
	onboarding: [setting('onboarding')],
	'content/spaces': [SPACES],
	'content/tags': [['update', 'Tag']],
	'content/search': [['read', 'SearchTerm']],
	'content/log': RUN_SPACE,
	'moderation/queue': [['approve', 'Submission']],
	'moderation/rules': [setting('approval')],
	'moderation/filing': [setting('approval')],
	'moderation/replies': [setting('approval')],
	guidelines: [setting('guidelines')],
	'engagement/rules': POINTS,
	'engagement/levels': POINTS,
	'engagement/badges': POINTS,
	'engagement/seasons': POINTS,
	'engagement/challenges': [['update', 'Challenge']],
	'analytics/overview': NUMBERS,
	'analytics/week': NUMBERS,
	'analytics/growth': NUMBERS,
	'analytics/engagement': NUMBERS,
	'analytics/retention': NUMBERS,
	'analytics/risk': NUMBERS,
	'analytics/outlook': NUMBERS,
	'analytics/explorer': NUMBERS,
	'analytics/health': NUMBERS,
	'analytics/content': NUMBERS,
	'analytics/moderation': [['read', 'ModerationNumbers']],
	'analytics/space': RUN_SPACE,
	'revenue/overview': MONEY,
	'revenue/tiers': [['read', 'Tier']],
	'revenue/offers': [['read', 'Offer']],
	'revenue/gifts': MONEY,
	'revenue/affiliates': [['decide', 'Affiliate']],
	'revenue/memberships': [['read', 'Membership']],
	'revenue/ledger': MONEY,
	'revenue/taxes': [['read', 'Tier']],
	'revenue/payments': [['read', 'Payments']],
	design: [['update', 'Community']],
	'settings/general': [setting('general')],
	'settings/access': [setting('access')],
	'settings/sign-in': [setting('access')],
	'settings/roles': [['read', 'Role']],
	'settings/sign-in/sso': [['administer', 'Connection']],
	'settings/localization': [setting('localization')],
	'settings/legal': [setting('legal')],
	'settings/usage': [RUN],
	'settings/storage': [setting('storage')],
	'settings/feed': [setting('feed')],
	'settings/data': [['create', 'Archive']],
	'settings/audit': [['read', 'AuditEntry']],
};

function isOpen(ability: AppAbility, page: StudioPage): boolean {
	const may = ([action, name, row]: Ask) => isAllowed(ability, action, name, row);
	return waysInto(page).some((asks) => asks.every(may));
}

/** What opens a page: the lists of which any is enough. */
export const waysInto = (page: StudioPage): readonly (readonly Ask[])[] =>
	isOfSeveral(page) ? ANY_OF[page].map((ask) => [ask]) : [ASKED[page]];

/** What the actor finds in the studio. */
// authorize: it says what the actor may, and nothing of the community.
export function sightOf(
	ctx: Pick<CommunityContext, 'ability' | 'grants' | 'snapshot' | 'standing'>,
): Sight {
	return {
		pages: STUDIO_PAGES.filter((page) => isOpen(ctx.ability, page)),
		may: permissionCatalogue.filter((permission) => ctx.grants.has(permission)),
		safeguard: safeguardBefore(ctx),
	};
}

function safeguardBefore({
	snapshot,
	standing,
}: Pick<CommunityContext, 'snapshot' | 'standing'>): Sight['safeguard'] {
	const { from, isDue } = snapshot.safeguard;
	if (!from || !standing) return null;
	const resolver = new Resolver(snapshot, standing);
	if (resolver.isStrong || resolver.dangers().length === 0) return null;
	return { from, isDue, wasShown: standing.hasSecondFactor ?? false };
}

/** Whether what somebody may opens any page of the studio, once they show a second factor. */
export function opensAny(snapshot: CommunitySnapshot, standing: Standing): boolean {
	const { ability } = abilityOf(snapshot, withSecondFactor(standing));
	return STUDIO_PAGES.some((page) => isOpen(ability, page));
}
