import type { Access, General, Localization, Look } from './communities/communities.schema.ts';
import type { Site } from './design/design.schema.ts';
import type { GuidelinesInForce, LegalKind } from './guidelines/guidelines.schema.ts';
import type { OnboardingSettings } from './onboarding/onboarding.schema.ts';
import type { SignInSettings } from './identity/identity.schema.ts';
import type { Joining } from './members/joining.schema.ts';
import type { MemberField } from './fields/fields.schema.ts';
import type { Words } from './permissions/permission.ts';
import type { ReactionLimits, ReactionMode } from './reactions/reactions.schema.ts';
import type { Connections } from './sso/sso.schema.ts';
import type { OfferFact } from './tiers/tiers.schema.ts';
import type { Approval, Life } from './submissions/submissions.schema.ts';

/** A community as the platform knows it: who answers on which address, and where its schema lies. */
export type CommunityIdentity = {
	id: string;
	organizationId: string;
	slug: string;
	name: string;
	locale: string;
	status: 'setup' | 'live' | 'deleting';
	placement: string;
	/** Scheme, host and port of the member site. */
	origin: string;
};

export type RoleFact = {
	id: string;
	key: string;
	name: string;
	color: string | null;
	/** Who stands above whom; highest first. */
	rank: number;
	/** Given for the whole community, or for single spaces. */
	scope: 'community' | 'space';
	description: string;
	/** What it allows, it allows only to sessions opened with a second factor. */
	requiresSecondFactor: boolean;
	permissions: Words;
	version: number;
};

/** From when on what is dangerous asks everybody for a second factor; null for never. */
export type SafeguardFact = { from: Date | null; isDue: boolean };

/** What a space, or a group of them, says over and above the roles, by role. */
export type Overrides = Readonly<Record<string, Words>>;

export type GroupFact = {
	id: string;
	name: string;
	position: number;
	overrides: Overrides;
	version: number;
};

/** A picture with what stands in for it until it is loaded. */
export type CoverFact = { fileId: string; width: number; height: number; hint: string | null };

export type SpaceFact = {
	id: string;
	groupId: string | null;
	slug: string;
	name: string;
	icon: string;
	description: string;
	prompt: string;
	visibility: 'public' | 'members' | 'private';
	posting: 'everyone' | 'staff';
	reactions: ReactionMode;
	/** The picture at its top. */
	cover: CoverFact | null;
	/** Whether it has a library of documents, and who may add to that. */
	library: 'off' | 'everyone' | 'staff';
	modules: readonly string[];
	position: number;
	overrides: Overrides;
	version: number;
};

/** A member's role that hangs on what they are in the organization. */
export type EntryRole = { staffId: string; roleId: string };

/** What nearly every request needs and rarely changes; kept in memory per process, dropped when touched. */
export type CommunitySnapshot = {
	general: General;
	access: Access;
	joining: Joining;
	signIn: SignInSettings;
	/** The published look, which is a part of the published design. */
	look: Look;
	site: Site;
	/** The design being tried in the studio; equals `site` when nothing is unpublished. */
	draftSite: Site;
	roles: readonly RoleFact[];
	safeguard: SafeguardFact;
	groups: readonly GroupFact[];
	spaces: readonly SpaceFact[];
	approval: Approval;
	life: Life;
	reactionLimits: ReactionLimits;
	/** Also those out of use. */
	memberFields: readonly MemberField[];
	guidelines: GuidelinesInForce;
	localization: Localization;
	/** What texts were stemmed by, beside the community's own language, as PostgreSQL names it. */
	searchLanguages: readonly string[];
	/** The community's own legal texts. */
	legal: Readonly<Record<LegalKind, GuidelinesInForce>>;
	onboarding: OnboardingSettings;
	/** By member id: the roles that staff were given by entering from the studio. */
	entryRoles: Readonly<Record<string, EntryRole>>;
	/** Names of the modules that are switched on. */
	modules: readonly string[];
	/** The tiers that everybody may see and can pay for, in order; none where nothing is sold. */
	offers: readonly OfferFact[];
	/** Whether members have points, and boards to see them on. */
	points: { isOn: boolean; boards: boolean };
	/** Whether there is, or was, a programme for who brings others. */
	earns: boolean;
	/** By their id: who else vouches for people. Secrets are sealed. */
	sso: Connections;
};
