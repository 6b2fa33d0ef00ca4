import { LRUCache } from 'lru-cache';
import * as z from 'zod';
import type { CommunityDb } from '@kith/db/handles';
import { systemClock, type Clock } from '@kith/kernel/clock';
import { allGroups, allRoles, allSettings, allSpaces, offeredNow } from './communities.queries.ts';
import { hintOf } from '../media/index.ts';
import {
	Access,
	DEFAULT_ACCESS,
	DEFAULT_GENERAL,
	DEFAULT_LOCALIZATION,
	General,
	Localization,
} from './communities.schema.ts';
import { draftSite, publishedSite } from '../design/site.schema.ts';
import { GuidelinesInForce, NO_GUIDELINES } from '../guidelines/guidelines.schema.ts';
import { DEFAULT_ONBOARDING, OnboardingSettings } from '../onboarding/onboarding.schema.ts';
import { DEFAULT_SIGN_IN, SignInSettings } from '../identity/identity.schema.ts';
import { DEFAULT_JOINING, Joining } from '../members/joining.schema.ts';
import { MemberFields } from '../fields/fields.schema.ts';
import { ENTRY_ROLES, EntryRoles } from '../members/entry-roles.schema.ts';
import { MODULES_ON, ModulesOn } from '../modules/modules.schema.ts';
import {
	DEFAULT_REACTION_LIMITS,
	REACTION_LIMITS,
	ReactionLimits,
} from '../reactions/reactions.schema.ts';
import { SAFEGUARD, Safeguard } from '../permissions/safeguard.schema.ts';
import { Connections, SSO } from '../sso/sso.schema.ts';
import {
	Approval,
	DEFAULT_APPROVAL,
	DEFAULT_LIFE,
	Life,
} from '../submissions/submissions.schema.ts';
import { Entitlements, type OfferFact } from '../tiers/tiers.schema.ts';
import { SEARCH_LANGUAGES, SearchLanguages } from './search-languages.schema.ts';
import type { CommunitySnapshot, GroupFact, RoleFact, SpaceFact } from '../snapshot.ts';

/** Snapshots by community id; the server drops one when any process says that it was touched. */
export class SnapshotCache {
	readonly #cache = new LRUCache<string, Promise<CommunitySnapshot>>({ max: 5000, ttl: 300_000 });
	readonly #clock: Clock;

	constructor(clock: Clock = systemClock) {
		this.#clock = clock;
	}

	/** The snapshot of `communityId`, read once by whoever asks first. */
	async get(communityId: string, db: CommunityDb): Promise<CommunitySnapshot> {
		const known = this.#cache.get(communityId);
		if (!known) {
			const reading = readSnapshot(db, this.#clock.now());
			this.#cache.set(communityId, reading);
			reading.catch(() => this.drop(communityId));
			return reading;
		}
		const snapshot = await known;
		const due = guarded(snapshot, this.#clock.now());
		// What was dropped meanwhile is out of date and does not come back.
		if (due !== snapshot && this.#cache.peek(communityId) === known)
			this.#cache.set(communityId, Promise.resolve(due));
		return due;
	}

	/** Forgets one community. */
	drop(communityId: string): void {
		this.#cache.delete(communityId);
	}

	/** Forgets everything: after a gap in the bus nothing in memory can be trusted. */
	clear(): void {
		this.#cache.clear();
	}
}

/** The snapshot as it is once the day has come from which a second factor is asked for. */
function guarded(snapshot: CommunitySnapshot, now: Date): CommunitySnapshot {
	const { from, isDue } = snapshot.safeguard;
	if (isDue || !from || from > now) return snapshot;
	return { ...snapshot, safeguard: { from, isDue: true } };
}

function safeguardIn(value: unknown, now: Date): CommunitySnapshot['safeguard'] {
	const from = value === undefined ? null : new Date(Safeguard.parse(value).from);
	return { from, isDue: from !== null && from <= now };
}

async function readSnapshot(db: CommunityDb, now: Date): Promise<CommunitySnapshot> {
	const [settings, roles, groups, spaces] = await Promise.all([
		allSettings(db).execute(),
		allRoles(db).execute(),
		allGroups(db).execute(),
		allSpaces(db).execute(),
	]);
	const values = new Map(settings.map(({ key, value }) => [key, value]));
	const site = publishedSite(values);
	const modules = Object.keys(ModulesOn.parse(objectOf(values.get(MODULES_ON))));
	return {
		general: General.parse({ ...DEFAULT_GENERAL, ...objectOf(values.get('general')) }),
		access: Access.parse(values.get('access') ?? DEFAULT_ACCESS),
		signIn: SignInSettings.parse({ ...DEFAULT_SIGN_IN, ...objectOf(values.get('signIn')) }),
		...{ site, draftSite: draftSite(values, site), look: site.look },
		joining: Joining.parse(values.get('joining') ?? DEFAULT_JOINING),
		roles: roles as unknown as RoleFact[],
		safeguard: safeguardIn(values.get(SAFEGUARD), now),
		groups: groups as unknown as GroupFact[],
		spaces: spaces.map(spaceOf),
		approval: Approval.parse(values.get('approval') ?? DEFAULT_APPROVAL),
		life: Life.parse(values.get('life') ?? DEFAULT_LIFE),
		reactionLimits: ReactionLimits.parse(values.get(REACTION_LIMITS) ?? DEFAULT_REACTION_LIMITS),
		memberFields: MemberFields.parse(values.get('fields') ?? []),
		guidelines: inForce(values.get('guidelines')),
		localization: Localization.parse({
			...DEFAULT_LOCALIZATION,
			...objectOf(values.get('localization')),
		}),
		searchLanguages: Object.keys(SearchLanguages.parse(objectOf(values.get(SEARCH_LANGUAGES)))),
		legal: {
			terms: inForce(values.get('terms')),
			privacy: inForce(values.get('privacy')),
			imprint: inForce(values.get('imprint')),
		},
		onboarding: OnboardingSettings.parse(values.get('onboarding') ?? DEFAULT_ONBOARDING),
		...{ modules, offers: modules.includes('memberships') ? await offersIn(db) : [] },
		points: pointsIn(modules, values.get('levels')),
		earns: values.has('affiliates'),
		sso: Connections.parse(objectOf(values.get(SSO))),
		entryRoles: EntryRoles.parse(objectOf(values.get(ENTRY_ROLES))),
	};
}

type SpaceRow = Awaited<ReturnType<ReturnType<typeof allSpaces>['execute']>>[number];

function spaceOf({ coverFileId, width, height, thumbhash, ...row }: SpaceRow): SpaceFact {
	const cover =
		coverFileId && width && height
			? { fileId: coverFileId, width, height, hint: hintOf(thumbhash) }
			: null;
	return { ...(row as unknown as Omit<SpaceFact, 'cover'>), cover };
}

async function offersIn(db: CommunityDb): Promise<OfferFact[]> {
	const rows = await offeredNow(db).execute();
	return rows.map(({ entitlements, ...offer }) => ({
		...offer,
		spaceIds: Entitlements.parse(entitlements).flatMap((one) =>
			one.kind === 'space' ? one.spaceId : [],
		),
	}));
}

const Boards = z.object({ boards: z.boolean() });

/** Where points are on, members see boards until the levels say otherwise. */
function pointsIn(modules: readonly string[], levels: unknown): CommunitySnapshot['points'] {
	const isOn = modules.includes('gamification');
	return { isOn, boards: isOn && Boards.parse(levels ?? { boards: true }).boards };
}

const inForce = (value: unknown) => GuidelinesInForce.parse(value ?? NO_GUIDELINES);

function objectOf(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}
