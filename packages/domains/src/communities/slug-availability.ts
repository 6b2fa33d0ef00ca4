import { addSeconds } from '@kith/kernel/clock';
import type { PlatformContext, Staff } from '../context.ts';
import { lookalikes, retiredSlug, takenSlugs } from './communities.queries.ts';
import { Slug, skeletonOf } from './slug.schema.ts';

const QUARANTINE_DAYS = 90;

export type SlugAnswer =
	| { slug: string; available: true }
	| { slug: string; available: false; reason: string; suggestions: string[] };

/**
 * Whether an address can be had, and if not, why and what could be had instead. `own` is the address that the
 * asking community holds already.
 */
// authorize: staff of any organization may look for an address; the caller is signed in.
export async function checkSlug(
	ctx: PlatformContext,
	wanted: string,
	own: string | null,
): Promise<SlugAnswer> {
	const staff = ctx.authorize();
	const parsed = Slug.safeParse(wanted);
	if (!parsed.success) {
		const reason = parsed.error.issues[0]?.message ?? 'slug.bad_characters';
		return { slug: wanted, available: false, reason, suggestions: [] };
	}
	const slug = parsed.data;
	if (slug === own) return { slug, available: true };
	const reason = await objection(ctx, slug, ranBy(staff)?.id ?? null);
	if (!reason) return { slug, available: true };
	return { slug, available: false, reason, suggestions: await suggest(ctx, slug) };
}

/** The organization in whose name a staff person opens communities; undefined when they run none yet. */
export function ranBy(staff: Staff): Staff['organizations'][number] | undefined {
	return staff.organizations.find(({ role }) => role === 'owner' || role === 'admin');
}

async function objection(
	ctx: PlatformContext,
	slug: string,
	organizationId: string | null,
): Promise<string | null> {
	const [taken] = await takenSlugs(ctx.db, [slug]).execute();
	if (taken) return 'slug.taken';
	const skeleton = skeletonOf(slug);
	const [similar] = await lookalikes(ctx.db, { slug, skeleton, organizationId }).execute();
	if (similar) return 'slug.confusable';
	const since = addSeconds(ctx.clock.now(), -QUARANTINE_DAYS * 86_400);
	const [retired] = await retiredSlug(ctx.db, slug, since).execute();
	return retired ? 'slug.retired' : null;
}

async function suggest(ctx: PlatformContext, slug: string): Promise<string[]> {
	const base = slug.slice(0, 28);
	const ideas = ['community', 'hub', 'club', 'circle'].map((word) => `${base}-${word}`);
	const taken = await takenSlugs(ctx.db, ideas).execute();
	const gone = new Set(taken.map((row) => row.slug));
	return ideas.filter((idea) => !gone.has(idea) && Slug.safeParse(idea).success).slice(0, 3);
}
