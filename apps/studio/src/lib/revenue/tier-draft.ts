import * as z from 'zod';
import {
	TierVisibility,
	type Entitlement,
	type Tier,
	type UpdateTier,
} from '@kith/domains/tiers/schema';

const MB = 1024 ** 2;
const GB = 1024 ** 3;
const MOST_TRIAL_DAYS = 365;

/** A tier while it is being written: numbers are text, and anything may still be empty. */
export const TierDraft = z.strictObject({
	...{ name: z.string(), slug: z.string(), description: z.string() },
	/** Whether somebody chose the address; until then the name makes it. */
	isSlugOwn: z.boolean(),
	benefits: z.array(z.strictObject({ id: z.string(), text: z.string() })),
	...{ spaceIds: z.array(z.string()), roleIds: z.array(z.string()) },
	/** Megabytes of one file; empty for no more than everybody has. */
	file: z.string(),
	/** Gigabytes of all that a member keeps. */
	storage: z.string(),
	visibility: TierVisibility,
	trialDays: z.string(),
});
export type TierDraft = z.infer<typeof TierDraft>;

/** What a tier can open here. */
export type Openable = {
	spaces: readonly { id: string; name: string; icon: string; isPrivate: boolean }[];
	roles: readonly { id: string; name: string }[];
};

export const BLANK_TIER: TierDraft = {
	...{ name: '', slug: '', description: '', isSlugOwn: false, benefits: [] },
	...{ spaceIds: [], roleIds: [], file: '', storage: '', visibility: 'public', trialDays: '' },
};

const figure = (bytes: number | undefined, unit: number) =>
	bytes === undefined ? '' : String(bytes / unit);

/** What is saved, without the spaces and roles that are gone since: a save that named them would be refused. */
export function draftOf(tier: Tier, { spaces, roles }: Openable): TierDraft {
	const { name, slug, description, entitlements, visibility, trialDays } = tier;
	const limit = (key: string) =>
		entitlements.find((one) => one.kind === 'limit' && one.key === key) as
			| { amount: number }
			| undefined;
	return {
		...{ name, slug, description, visibility, isSlugOwn: true },
		benefits: tier.benefits.map((text, index) => ({ id: `saved-${index}`, text })),
		spaceIds: entitlements.flatMap((one) =>
			one.kind === 'space' && spaces.some(({ id }) => id === one.spaceId) ? one.spaceId : [],
		),
		roleIds: entitlements.flatMap((one) =>
			one.kind === 'role' && roles.some(({ id }) => id === one.roleId) ? one.roleId : [],
		),
		file: figure(limit('fileBytes')?.amount, MB),
		storage: figure(limit('memberBytes')?.amount, GB),
		trialDays: trialDays === 0 ? '' : String(trialDays),
	};
}

export type TierFault = 'name' | 'slug' | 'file' | 'storage' | 'trialDays';

/** What keeps it from being saved. */
export function faultsOf(draft: TierDraft): ReadonlySet<TierFault> {
	const wrong: Record<TierFault, boolean> = {
		name: draft.name.trim() === '',
		slug: !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(draft.slug),
		file: isNoSize(draft.file, MB),
		storage: isNoSize(draft.storage, GB),
		trialDays: !/^\d{0,3}$/.test(draft.trialDays.trim()) || daysOf(draft) > MOST_TRIAL_DAYS,
	};
	return new Set((Object.keys(wrong) as TierFault[]).filter((fault) => wrong[fault]));
}

const MOST_BYTES = 1_000_000_000_000_000;
const bytesOf = (text: string, unit: number) =>
	Math.round(Number(text.trim().replace(',', '.') || 'nothing') * unit);
const isNoSize = (text: string, unit: number) => {
	const bytes = bytesOf(text, unit);
	return text.trim() !== '' && !(bytes >= 1 && bytes <= MOST_BYTES);
};
const daysOf = ({ trialDays }: TierDraft) => Number(trialDays.trim() || 0);

/** What it opens, in the order of the page. */
function entitlementsOf({ spaceIds, roleIds, file, storage }: TierDraft): Entitlement[] {
	return [
		...spaceIds.map((spaceId) => ({ kind: 'space' as const, spaceId })),
		...roleIds.map((roleId) => ({ kind: 'role' as const, roleId })),
		...(file.trim()
			? [{ kind: 'limit' as const, key: 'fileBytes' as const, amount: bytesOf(file, MB) }]
			: []),
		...(storage.trim()
			? [{ kind: 'limit' as const, key: 'memberBytes' as const, amount: bytesOf(storage, GB) }]
			: []),
	];
}

/** The draft as it is sent: trimmed, without empty benefits. */
export function savable(draft: TierDraft): Omit<UpdateTier, 'tierId' | 'version'> {
	const { name, slug, description, benefits, visibility } = draft;
	return {
		...{ name: name.trim(), slug, description: description.trim(), visibility },
		benefits: benefits.map(({ text }) => text.trim()).filter(Boolean),
		entitlements: entitlementsOf(draft),
		trialDays: daysOf(draft),
	};
}
