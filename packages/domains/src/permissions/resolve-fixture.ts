import { DEFAULT_SITE } from '../design/design.schema.ts';
import { DEFAULT_JOINING } from '../members/joining.schema.ts';
import {
	DEFAULT_ACCESS,
	DEFAULT_GENERAL,
	DEFAULT_LOCALIZATION,
	DEFAULT_LOOK,
} from '../communities/communities.schema.ts';
import { NO_GUIDELINES, NO_LEGAL } from '../guidelines/guidelines.schema.ts';
import { DEFAULT_REACTION_LIMITS } from '../reactions/reactions.schema.ts';
import { DEFAULT_SIGN_IN } from '../identity/identity.schema.ts';
import { DEFAULT_ONBOARDING } from '../onboarding/onboarding.schema.ts';
import type { CommunitySnapshot, GroupFact, Overrides, RoleFact, SpaceFact } from '../snapshot.ts';
import { DEFAULT_APPROVAL, DEFAULT_LIFE } from '../submissions/submissions.schema.ts';
import type { Standing } from './standing.ts';

/** A role called by its id that says nothing. */
export const role = (id: string, change: Partial<RoleFact> = {}): RoleFact => ({
	...{ id, key: id, name: id, rank: 30, scope: 'community', color: null, description: '' },
	...{ permissions: {}, requiresSecondFactor: false, version: 1 },
	...change,
});

/** A space for members in which everybody posts. */
export const space = (id: string, change: Partial<SpaceFact> = {}): SpaceFact => ({
	...{ id, slug: id, name: id, groupId: null, icon: '', description: '', prompt: '' },
	...{ visibility: 'members', posting: 'everyone', reactions: 'all', library: 'off' },
	...{ cover: null, modules: ['feed'] },
	...{ position: 0, overrides: {}, version: 1 },
	...change,
});

export const group = (id: string, overrides: Overrides = {}): GroupFact => ({
	...{ id, name: id, position: 0, overrides, version: 1 },
});

/** A public community with nothing in it. */
export const community = (change: Partial<CommunitySnapshot> = {}): CommunitySnapshot => ({
	...{
		general: DEFAULT_GENERAL,
		look: DEFAULT_LOOK,
		site: DEFAULT_SITE,
		draftSite: DEFAULT_SITE,
		groups: [],
	},
	...{
		approval: DEFAULT_APPROVAL,
		life: DEFAULT_LIFE,
		reactionLimits: DEFAULT_REACTION_LIMITS,
		memberFields: [],
		sso: {},
		modules: [],
		offers: [],
		points: { isOn: false, boards: false },
		earns: false,
	},
	...{ legal: NO_LEGAL, localization: DEFAULT_LOCALIZATION, searchLanguages: [] },
	...{ guidelines: NO_GUIDELINES, onboarding: DEFAULT_ONBOARDING, signIn: DEFAULT_SIGN_IN },
	...{ joining: DEFAULT_JOINING },
	...{ access: { ...DEFAULT_ACCESS, visibility: 'public' }, roles: [], spaces: [] },
	...{ entryRoles: {}, safeguard: { from: null, isDue: false } },
	...change,
});

/** A member called `me` who holds the roles. */
export const who = (roleIds: string[] = [], change: Partial<Standing> = {}): Standing => ({
	...{ memberId: 'me', roleIds, spaceIds: [] },
	...change,
});
